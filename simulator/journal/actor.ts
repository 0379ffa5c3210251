// Who acts at this moment, for the journal: a request, somebody at the control port, or the bureau on its own (B-11).
export type Actor =
  | { readonly by: 'exchange'; readonly exchange: number; readonly appId: string }
  | { readonly by: 'control' }
  | { readonly by: 'bureau' };

export type Stage = {
  readonly actor: () => Actor;
  /** Whatever happens while `work` runs is this actor's deed; `work` is one synchronous step. */
  readonly actAs: <T>(actor: Actor, work: () => T) => T;
};

/** When nobody acts, the bureau does: what falls due, what is downloaded. */
export const createStage = (): Stage => {
  let present: Actor = { by: 'bureau' };
  return {
    actor: () => present,
    actAs: (actor, work) => {
      const before = present;
      present = actor;
      try {
        return work();
      } finally {
        present = before;
      }
    },
  };
};
