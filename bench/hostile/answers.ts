// The answers on one connection as a strict reader counts them: status and, where there is one, return code.

/** `status`, or `status returnCode` for answers of the bureau, e.g. `200 1002`. */
export type AnswerCode = string;

const headEnd = '\r\n\r\n';

const bodyLength = (head: string, rest: string): number | null => {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return 0;
  const end = rest.indexOf('0\r\n\r\n');
  return end < 0 ? null : end + 5;
};

/** Complete answers in order; one that is not whole yet is left out. `text` is latin1. */
export const readAnswers = (text: string): AnswerCode[] => {
  const codes: AnswerCode[] = [];
  for (let at = 0; text.startsWith('HTTP/1.1 ', at); ) {
    const end = text.indexOf(headEnd, at);
    if (end < 0) break;
    const head = text.slice(at, end);
    const status = head.slice(9, 12);
    const rest = text.slice(end + headEnd.length);
    const length = bodyLength(head, rest);
    if (length === null || rest.length < length) break;
    const code = /returnCode(?:":"|>)(\d{4})/.exec(rest.slice(0, length))?.[1];
    if (!status.startsWith('1')) codes.push(code === undefined ? status : `${status} ${code}`);
    at = end + headEnd.length + length;
  }
  return codes;
};

/** Ours alone: a gateway's 502 to 504 nobody ordered here, and 9999 is the same in other words. */
export const isOurFailure = (code: AnswerCode): boolean => code.startsWith('5') || code.endsWith(' 9999');
