// Pushes that a fault keeps back until newer news of their order have gone (callback: reordered).
export type Overtaken = {
  readonly keepBack: (order: string, number: number) => void;
  /** The numbers that newer news of the order have overtaken; each is told once. */
  readonly behind: (order: string, newer: number) => readonly number[];
};

export const createOvertaken = (): Overtaken => {
  const waiting = new Map<string, readonly number[]>();
  return {
    keepBack: (order, number) => void waiting.set(order, [...(waiting.get(order) ?? []), number]),
    behind: (order, newer) => {
      const numbers = waiting.get(order) ?? [];
      const left = numbers.filter((number) => number > newer);
      if (left.length > 0) waiting.set(order, left);
      else waiting.delete(order);
      return numbers.filter((number) => number < newer);
    },
  };
};
