import type { GraphiQLPlugin } from '@graphiql/react';
import { Guide } from './Guide.js';

/** The first exchange as a pane of GraphiQL, beside its documentation and its history. */
export const exchangePlugin: GraphiQLPlugin = {
  title: 'Wasl',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d="M3 6h18v12H3z M3 7l9 6 9-6" />
    </svg>
  ),
  content: () => <Guide />,
};
