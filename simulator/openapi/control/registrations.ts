// Chapter `registrations`: an application's way from the form to production (B-8).
import { Type } from '../../../protocol/schema.ts';
import { words } from '../../register/schema-parts.ts';
import { GrantedApproval, HandedInCertificate, Rejection } from '../../registration/act-requests.ts';
import { CutoverSettings, Registration } from '../../registration/registration.ts';
import { RegistrationForm } from '../../registration/registration-form.ts';
import { text } from '../forms.ts';
import { answerJson, type Chapter, locationHeader, type Route, type Schema } from '../route.ts';
import { MaskedApplication } from './tenants.ts';

const application = Type.Union([MaskedApplication, Type.Null()]);
const shown = { ...Registration.properties, test: application, production: application };
const ShownRegistration = Type.Object(shown);
/** What `approve` and `cutover` answer, once. */
const Credentials = Type.Object({
  ...{ environment: words(['test', 'production']), appId: text, appSecret: text, sm4Key: text },
  certificatePem: Type.Optional(text),
});
const WithCredentials = Type.Object({ ...shown, credentials: Credentials });
const Nothing = Type.Object({}, { description: 'Nothing is asked for.' });

export const registrationSchemas = {
  Credentials,
  CutoverSettings,
  GrantedApproval,
  HandedInCertificate,
  Registration: ShownRegistration,
  RegistrationForm,
  RegistrationWithCredentials: WithCredentials,
  Rejection,
};

type Act = Pick<Route, 'id' | 'en' | 'zh'> & Partial<Route> & { readonly asks: Schema; readonly gives?: Schema };

const act = ({ asks, gives = ShownRegistration, ...route }: Act): Route => ({
  body: asks,
  refusals: [404, 409],
  answers: { 200: answerJson('The registration as it is now.', gives) },
  ...route,
});

export const registrationChapter: Chapter = {
  tag: 'registrations',
  en: 'From the form to production (B-8)',
  zh: '从申请到生产（B-8）',
  routes: {
    'GET /registrations': {
      ...{ id: 'listRegistrations', en: 'List the registrations', zh: '列出接入申请' },
      answers: { 200: answerJson('All of them, secrets masked.', Type.Array(ShownRegistration)) },
    },
    'POST /registrations': {
      ...{ id: 'apply', en: 'Hand in a form', zh: '提交申请' },
      body: RegistrationForm,
      answers: { 201: { ...answerJson('The registration.', ShownRegistration), headers: locationHeader } },
    },
    'GET /registrations/{id}': {
      ...{ id: 'readRegistration', en: 'Look at a registration', zh: '查看申请' },
      answers: { 200: answerJson('The registration, secrets masked.', ShownRegistration) },
    },
    'POST /registrations/{id}/approve': act({
      ...{ id: 'approve', en: 'Approve, and give test credentials', zh: '批准并发放测试凭据' },
      ...{
        asks: GrantedApproval,
        bodyMayBeAbsent: true,
        gives: WithCredentials,
        more: 'The credentials are shown here alone.',
      },
    }),
    'POST /registrations/{id}/reject': act({
      ...{ id: 'reject', en: 'Reject', zh: '驳回' },
      asks: Rejection,
    }),
    'POST /registrations/{id}/certify': act({
      ...{ id: 'certify', en: 'Hand in a certificate of conformance', zh: '提交符合性证书' },
      asks: HandedInCertificate,
    }),
    'POST /registrations/{id}/request-cutover': act({
      ...{ id: 'requestCutover', en: 'Ask for production', zh: '申请切换至生产' },
      ...{ asks: CutoverSettings, bodyMayBeAbsent: true },
    }),
    'POST /registrations/{id}/cutover': act({
      ...{ id: 'cutover', en: 'Go over to production, and give its credentials', zh: '切换至生产并发放凭据' },
      ...{
        asks: Nothing,
        bodyMayBeAbsent: true,
        gives: WithCredentials,
        more: 'The credentials are shown here alone.',
      },
    }),
  },
};
