import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { exchangePlugin } from '../exchange/exchangePlugin.js';
import { steps } from '../exchange/steps.js';
import { TabKeeper } from '../exchange/TabKeeper.js';
import { language } from '../language/language.js';
import { texts } from '../language/texts.js';
import { SandboxContext, type Sandbox } from '../sandbox/createSandbox.js';
import { EditorOptions } from './EditorOptions.js';
import { TopBar } from './TopBar.js';

const sandboxTabs = steps.map(({ query }) => ({ query, variables: null, headers: null }));

const firstQuery = `query Directory {
  institutions(search: "rabat", first: 5) {
    nodes { code kind name { fr ar } reachability { channel } }
  }
}
`;

/** GraphiQL under a bar of ours. In a sandbox it begins with the first exchange, in production with one public question. */
export const Page = ({ sandbox, fetcher }: { readonly sandbox: Sandbox | null; readonly fetcher: Fetcher }) => (
  <SandboxContext value={sandbox}>
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={sandbox === null ? productionPlugins : sandboxPlugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      {...(sandbox === null
        ? { defaultQuery: firstQuery, defaultHeaders: emptyHeaders() }
        : { defaultTabs: sandboxTabs, visiblePlugin: exchangePlugin, defaultQuery: '' })}
      inputValueDeprecation
    >
      <HistoryStore>
        <DocExplorerStore>
          <div className="wasl-page">
            <TopBar />
            <EditorOptions />
            {sandbox !== null && <TabKeeper />}
            <main className="wasl-main">
              <GraphiQLInterface
                defaultEditorToolsVisibility={sandbox === null ? 'headers' : 'variables'}
                showPersistHeadersSettings={false}
              >
                <GraphiQL.Logo>
                  <a className="wasl-schema" href="schema.graphql">
                    schema.graphql
                  </a>
                </GraphiQL.Logo>
              </GraphiQLInterface>
            </main>
          </div>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  </SandboxContext>
);

const sandboxPlugins = [exchangePlugin, DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];
const productionPlugins = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

/** A comment: a header that is not there yet is not sent. */
const emptyHeaders = (): string => `{\n  // "Authorization": "Bearer …"  ${texts[language.get()].tokenHint}\n}`;
