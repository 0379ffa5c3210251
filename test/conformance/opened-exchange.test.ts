// An exchange is opened once with its keys, and anew with others or where anything of it differs.
import { expect, it } from 'vitest';
import { openedAnswer, openedRequest } from '../../conformance/opened-exchange.ts';
import { openAnswer } from '../../conformance/wire/open-answer.ts';
import { invoice, type Story, told } from './story.ts';

const evidence = told((story: Story) => {
  story.give('sale');
  story.ask({ answer: { code: '0000', data: invoice } });
});
const [exchange] = evidence.wire;
const request = exchange?.request ?? expect.fail('the story has a request');
const answer = exchange?.answer ?? expect.fail('the story has an answer');
const { credentials } = evidence;

it('opens request and answer once', () => {
  expect(openedRequest(request, credentials)).toBe(openedRequest(request, credentials));
  expect(openedAnswer(answer, credentials)).toBe(openedAnswer(answer, credentials));
  expect(openedAnswer(answer, credentials)).toEqual(openAnswer(answer.body, credentials));
});

it('opens them anew with other keys, and judges by those', () => {
  const others = { ...credentials, appSecret: 'another' };
  expect(openedAnswer(answer, credentials).signature).toBe('valid');
  expect(openedAnswer(answer, others).signature).toBe('invalid');
  expect([openedRequest(request, credentials).signatureOk, openedRequest(request, others).signatureOk]).toEqual([
    true,
    false,
  ]);
});

it('opens a changed copy anew', () => {
  const changed = { ...answer, body: answer.body.replace('"0000"', '"0001"') };
  expect([openedAnswer(answer, credentials).signature, openedAnswer(changed, credentials).signature]).toEqual([
    'valid',
    'invalid',
  ]);
});
