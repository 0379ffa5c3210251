// Chapter `bureau`: whether it is alive, its root certificate, its metrics, and these documents.
import { answerText, type Chapter } from '../route.ts';

const anyDocument = { type: 'object', description: 'An OpenAPI 3.1 document.' };
const answerDocument = { description: 'The document.', content: { 'application/json': { schema: anyDocument } } };

const pageHeaders = {
  'content-security-policy': {
    description: 'Nothing from elsewhere, nothing to elsewhere.',
    required: true,
    schema: { type: 'string' },
  },
} as const;

/** Paths from the root of the port. */
export const bureauChapter: Chapter = {
  tag: 'bureau',
  en: 'Open to everybody who reaches the control port',
  zh: '无需令牌即可访问',
  routes: {
    'GET /healthz': {
      ...{ id: 'readHealth', en: 'Ask whether it is alive', zh: '存活检查', guard: 'none' },
      answers: { 200: answerText('It is.') },
    },
    'GET /readyz': {
      ...{ id: 'readReadiness', en: 'Ask whether it is ready', zh: '就绪检查', guard: 'none' },
      answers: { 200: answerText('It is.'), 503: answerText('It closes.') },
    },
    'GET /metrics': {
      ...{ id: 'readMetrics', en: 'Scrape counts for Prometheus', zh: 'Prometheus 指标', guard: 'host' },
      answers: { 200: answerText('The text format of Prometheus.', 'text/plain; version=0.0.4; charset=utf-8') },
    },
    'GET /control/v1/root.pem': {
      ...{ id: 'readRoot', en: 'Fetch the root certificate (T-1)', zh: '下载根证书（T-1）', guard: 'host' },
      answers: { 200: answerText('PEM.', 'application/x-pem-file') },
    },
    'GET /control/v1/openapi.json': {
      ...{ id: 'readControlDocument', en: 'Fetch this document', zh: '下载本文档', guard: 'host' },
      answers: { 200: answerDocument },
    },
    'GET /control/v1/openapi/protocol.json': {
      ...{
        id: 'readProtocolDocument',
        en: 'Fetch the document of the protocol port',
        zh: '下载业务端口文档',
        guard: 'host',
      },
      more: 'With the addresses of the demonstration tenant; those of another one: `GET /tenants/{id}/openapi.json`.',
      refusals: [404],
      answers: { 200: answerDocument },
    },
    'GET /control/v1/openapi': {
      ...{ id: 'readPage', en: 'Look at both documents', zh: '在网页中查看两份文档', guard: 'host' },
      answers: { 200: { ...answerText('The page.', 'text/html; charset=utf-8'), headers: pageHeaders } },
    },
    'GET /control/v1/openapi/assets/{file}': {
      ...{ id: 'readAsset', en: 'Fetch a part of the page', zh: '下载网页资源', guard: 'host' },
      refusals: [404],
      answers: {
        200: {
          description: 'A script or a sheet of styles.',
          content: {
            'text/javascript; charset=utf-8': { schema: { type: 'string' } },
            'text/css; charset=utf-8': { schema: { type: 'string' } },
          },
        },
      },
    },
    'GET /control/v1/tenants/{id}/openapi.json': {
      ...{
        id: 'readTenantDocument',
        en: 'Fetch the document of the protocol port of a tenant',
        zh: '下载租户业务端口文档',
      },
      answers: { 200: answerDocument },
    },
  },
};
