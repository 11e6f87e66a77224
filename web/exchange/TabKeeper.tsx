import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { isOurs, withToken } from '../sandbox/authorization.js';
import { useSandbox } from '../sandbox/createSandbox.js';
import { useStore } from '../useStore.js';
import { mergeVariables } from './mergeVariables.js';
import { roleMarks } from './roleMarks.js';
import { roleOfTab, useActiveTab } from './useActiveTab.js';

/** Keeps the tab in front with the token of who acts there and with what the steps before have handed on. */
export const TabKeeper = () => {
  useToken();
  useHandedOn();
  useInView();
  return <style>{useTabMarks()}</style>;
};

const useToken = (): void => {
  const { tokens, acting } = useSandbox();
  const { id, code, headerEditor } = useActiveTab();
  const renewals = useStore(tokens.renewals);
  useEffect(() => {
    acting.set(() => code);
    if (headerEditor === undefined) return;
    let isLeft = false;
    const write = async (): Promise<void> => {
      const token = await tokens.tokenFor(code);
      const text = headerEditor.getValue();
      const next = withToken(text, token);
      if (!isLeft && next !== null && next !== text && isOurs(text, tokens.ownerOf)) headerEditor.setValue(next);
    };
    // a hub that gives no token says so when the operation is sent
    write().catch(() => {});
    return () => void (isLeft = true);
  }, [id, code, headerEditor, renewals, tokens, acting]);
};

const useHandedOn = (): void => {
  const { values } = useStore(useSandbox().exchange.state);
  const { id, step, variableEditor } = useActiveTab();
  const written = useRef(new Map<string, Readonly<Record<string, unknown>>>());
  useEffect(() => {
    if (step === undefined || variableEditor === undefined) return;
    const known = step.variables(values);
    const text = mergeVariables(variableEditor.getValue(), known, written.current.get(id) ?? {});
    written.current.set(id, known);
    if (text !== null) variableEditor.setValue(text);
  }, [id, step, values, variableEditor]);
};

/** A tab that the guide brings to the front may stand beyond the edge. */
const useInView = (): void => {
  const at = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    document.getElementById(`graphiql-session-tab-${at}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [at]);
};

/** In front of the name of each tab: who acts there. */
const useTabMarks = (): string => {
  const { roles } = useStore(useSandbox().exchange.state);
  const tabs = useGraphiQL((state) => state.tabs);
  return tabs
    .map((tab, at) => `#graphiql-session-tab-${at}::before{content:"${roleMarks[roleOfTab(tab, roles)]} "}`)
    .join('');
};
