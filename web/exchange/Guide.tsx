import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { FilesPanel } from '../files/FilesPanel.js';
import { language } from '../language/language.js';
import { useTexts } from '../language/useTexts.js';
import { useSandbox } from '../sandbox/createSandbox.js';
import { useStore } from '../useStore.js';
import { roleMarks } from './roleMarks.js';
import { steps, type Step } from './steps.js';
import { useActiveTab } from './useActiveTab.js';

/** The first exchange, step by step. */
export const Guide = () => {
  const text = useTexts();
  const { exchange, files } = useSandbox();
  const { done } = useStore(exchange.state);
  const { step: current } = useActiveTab();
  const open = useOpenStep();
  const begin = (): void => {
    exchange.begin(text.sampleSubject);
    files.forget();
    open(steps[0]!);
  };
  return (
    <div className="wasl-guide" lang={useStore(language)}>
      <h2>{text.exchange}</h2>
      <p>{text.exchangeText}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.id} data-current={step === current} data-done={done.includes(step.id)}>
            <button type="button" aria-current={step === current ? 'step' : undefined} onClick={() => open(step)}>
              <span className="wasl-mark" aria-hidden="true">
                {roleMarks[step.role]}
              </span>
              <span className="wasl-label">{text.steps[step.id].label}</span>
              <small>{step.role === 'SENDER' ? text.sender : text.recipient}</small>
              {done.includes(step.id) && (
                <span className="wasl-done" role="img" aria-label={text.done}>
                  ✓
                </span>
              )}
            </button>
            {step === current && <CurrentStep step={step} isDone={done.includes(step.id)} onNext={open} />}
          </li>
        ))}
      </ol>
      <button type="button" onClick={begin}>
        {text.newLetter}
      </button>
      <FilesPanel />
    </div>
  );
};

type CurrentStepProps = { readonly step: Step; readonly isDone: boolean; readonly onNext: (step: Step) => void };

const CurrentStep = ({ step, isDone, onNext }: CurrentStepProps) => {
  const text = useTexts();
  const actions = useGraphiQLActions();
  const isFetching = useGraphiQL((state) => state.isFetching);
  const next = steps[steps.indexOf(step) + 1];
  return (
    <div className="wasl-current">
      <p>{text.steps[step.id].text}</p>
      <button type="button" className={isDone ? '' : 'wasl-first'} disabled={isFetching} onClick={() => actions.run()}>
        ▶ {text.play}
      </button>
      {next !== undefined && (
        <button type="button" className={isDone ? 'wasl-first' : ''} onClick={() => onNext(next)}>
          {text.next}
        </button>
      )}
    </div>
  );
};

/** Brings a step's tab to the front, or opens it again when it was closed. */
const useOpenStep = (): ((step: Step) => void) => {
  const actions = useGraphiQLActions();
  const { tabs, queryEditor } = useGraphiQL((state) => ({ tabs: state.tabs, queryEditor: state.queryEditor }));
  return (step) => {
    const at = tabs.findIndex(({ title }) => title === step.operationName);
    if (at >= 0) return actions.changeTab(at);
    actions.addTab();
    queryEditor?.setValue(step.query);
  };
};
