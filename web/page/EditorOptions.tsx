import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Letters of a fixed width come first; Arabic has none worth reading, and takes a face of its own. */
const fontFamily = '"Fira Code", "Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", monospace';

/** The apostrophes of French are no trap. What cannot be seen stays marked. */
const unicodeHighlight = { ambiguousCharacters: false };

/** What GraphiQL leaves as the editor has it. */
export const EditorOptions = () => {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor])
      editor?.updateOptions({ fontFamily, unicodeHighlight });
    for (const editor of [queryEditor, variableEditor]) editor?.updateOptions({ wordWrap: 'on' });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
};
