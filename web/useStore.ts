import { useSyncExternalStore } from 'react';
import type { Store } from './createStore.js';

/** The value of a store, as of this rendering. */
export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.subscribe, store.get);
