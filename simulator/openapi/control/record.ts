// Route `record`: what the other chapters show one by one, at one instant.
import { Type } from '../../../protocol/schema.ts';
import { answerJson, type Routes } from '../route.ts';
import { Ledger } from './books.ts';
import { inForce } from './faults.ts';
import { JournalPage } from './journal.ts';
import { Pushes, Sheet } from './others.ts';
import { pageParameters } from './pages.ts';
import { Clock } from './tenants.ts';

const members = {
  lastEvent: Type.Integer({ minimum: 0, description: 'the id of the latest event of the bureau at that instant' }),
  ...{ clock: Clock, journal: JournalPage, ledger: Ledger, sheets: Type.Array(Sheet) },
  ...{ faults: inForce, callbacks: Pushes },
};
const Record = Type.Object(members);
const LastRecord = Type.Object({ ...members, removed: Type.Boolean() });

export const recordRoutes: Routes = {
  'GET /tenants/{id}/record': {
    ...{ id: 'readRecord', en: 'Read all it saw and holds at one instant', zh: '一次读取同一时刻的全部记录' },
    more: 'The latest event, clock, journal, ledger, sheets, faults and pushes; the page is of the journal and of the pushes, each for itself.',
    query: pageParameters,
    refusals: [400],
    answers: { 200: answerJson('The record.', Record) },
  },
  'DELETE /tenants/{id}/record': {
    ...{ id: 'removeRecorded', en: 'Read all it saw and holds, and remove it', zh: '读取全部记录并删除租户' },
    more: 'It stays when an exchange or a push is under way, or when the page leaves something of its record out; `removed` tells.',
    query: pageParameters,
    refusals: [400],
    answers: { 200: answerJson('The record as it last was.', LastRecord) },
  },
};
