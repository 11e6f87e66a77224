import { useGraphiQL, type MonacoEditor } from '@graphiql/react';
import { useSandbox } from '../sandbox/createSandbox.js';
import { useStore } from '../useStore.js';
import { stepOf, type Role, type Step } from './steps.js';

export type ActiveTab = {
  readonly id: string;
  readonly step: Step | undefined;
  readonly role: Role;
  /** Code of the institution that acts in it. */
  readonly code: string;
  readonly headerEditor: MonacoEditor | undefined;
  readonly variableEditor: MonacoEditor | undefined;
};

/** Who acts in a tab: as was chosen there, else as its step says. */
export const roleOfTab = (
  tab: { readonly id: string; readonly title: string },
  roles: Readonly<Record<string, Role>>,
): Role => roles[tab.id] ?? stepOf(tab.title)?.role ?? 'SENDER';

/** The tab in front. */
export const useActiveTab = (): ActiveTab => {
  const { roles, identities } = useStore(useSandbox().exchange.state);
  const { tab, headerEditor, variableEditor } = useGraphiQL((state) => ({
    tab: state.tabs[state.activeTabIndex],
    headerEditor: state.headerEditor,
    variableEditor: state.variableEditor,
  }));
  const { id = '', title = '' } = tab ?? {};
  const role = roleOfTab({ id, title }, roles);
  return { id, step: stepOf(title), role, code: identities[role].code, headerEditor, variableEditor };
};
