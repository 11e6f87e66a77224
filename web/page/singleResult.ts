import type { ExecutionResult } from 'graphql';

type Observer = {
  readonly next: (result: ExecutionResult) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
};

type Subscribable = {
  readonly subscribe: (
    observer?: Observer | ((result: ExecutionResult) => void) | null,
    onError?: ((error: unknown) => void) | null,
    onComplete?: () => void,
  ) => { readonly unsubscribe: () => void };
};

/**
 * One result as something that can be left. GraphiQL leaves it when another tab comes to the front: a promise would then put
 * its answer there. The work itself goes on, since an act that was sent is done.
 */
export const singleResult = (work: () => Promise<ExecutionResult>): Subscribable => ({
  subscribe: (observer) => {
    let isLeft = false;
    const told = (tell: (observer: Observer) => void): void => {
      if (!isLeft && observer != null && typeof observer !== 'function') tell(observer);
    };
    work().then(
      (result) => {
        told((each) => each.next(result));
        told((each) => each.complete());
      },
      (error: unknown) => told((each) => each.error(error)),
    );
    return { unsubscribe: () => void (isLeft = true) };
  },
});
