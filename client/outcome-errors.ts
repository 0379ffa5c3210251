// How a command can end other than with an invoice: one class for each thing the caller does next.
import type { ParamError } from '../protocol/param-error.ts';

export type Ending = {
  readonly orderNo: string | null;
  /** The last believed return code; null when none was. */
  readonly returnCode: string | null;
  /** Every try of the command: queries and refused connections included (D-2). */
  readonly attempts: number;
};

/** What all of them carry; never thrown itself. */
export abstract class CommandEnded extends Error {
  readonly orderNo: string | null;
  readonly returnCode: string | null;
  readonly attempts: number;

  constructor(message: string, ending: Ending) {
    super(message);
    this.orderNo = ending.orderNo;
    this.returnCode = ending.returnCode;
    this.attempts = ending.attempts;
  }
}

/** Correct the named fields and issue again, same order number; nothing was sent (C-3). */
export class RefusedLocally extends CommandEnded {
  override readonly name = 'RefusedLocally';
  readonly errors: readonly ParamError[];

  constructor(errors: readonly ParamError[], orderNo: string | null) {
    const [first] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    super(`not sent: ${first?.field ?? ''} breaks ${first?.rule ?? ''}: ${first?.message ?? ''}${more}`, {
      orderNo,
      returnCode: null,
      attempts: 0,
    });
    this.errors = errors;
  }
}

/** Correct the content and issue again, same order number; the bureau refused it and no invoice exists (C-4). */
export class RepairOrder extends CommandEnded {
  override readonly name = 'RepairOrder';
  /** What the bureau found, of 1001; empty for other codes. */
  readonly errors: readonly ParamError[];

  constructor(message: string, ending: Ending & { readonly errors: readonly ParamError[] }) {
    super(message, ending);
    this.errors = ending.errors;
  }
}

/** Have a person remove the cause; no invoice exists, the same order may be issued again afterwards (C-5). */
export class StopAndTellPerson extends CommandEnded {
  override readonly name = 'StopAndTellPerson';
}

/** Look up what was issued under this number: it is bound to other content, this sale has no invoice (C-9). */
export class OrderNumberTaken extends CommandEnded {
  override readonly name = 'OrderNumberTaken';
}

/** Have a person settle it with the bureau, by this number only: an invoice may exist. Never issue under another (C-8). */
export class OutcomeUnknown extends CommandEnded {
  override readonly name = 'OutcomeUnknown';
}

/** The bureau knows nothing of this order: it may be issued (4004 to a query). */
export class NothingFound extends CommandEnded {
  override readonly name = 'NothingFound';
}

/** Make the client anew and call `resume()`: it was closed while this command was open; its order is in the store (C-15). */
export class ClientClosed extends Error {
  override readonly name = 'ClientClosed';

  constructor() {
    super('the client was closed; open orders are kept in its store and taken up by resume() (C-15)');
  }
}
