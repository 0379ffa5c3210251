// Hostility `return-message`: another text for people each time; only the code decides (T-4).
import { returnCode } from '../../protocol/return-code.ts';
import { type AnswerBehaviour, pick } from './behaviour.ts';

export const returnMessage: AnswerBehaviour = {
  name: 'return-message',
  saying: (saying, dice) => {
    const { zh = '', name = '' } = returnCode(saying.returnCode) ?? {};
    const usual = saying.returnMessage ?? zh;
    const told = pick(dice, [
      usual,
      usual,
      zh,
      name,
      `${zh}。`,
      `[${saying.returnCode}] ${zh}`,
      `${name}: "${zh}"`,
      '',
    ]);
    return told === usual ? saying : { ...saying, returnMessage: told };
  },
};
