// Shows one of the two documents: the control port's can be tried out here, the protocol port's speaks of encrypted messages.
const documents = {
  control: { url: '/control/v1/openapi.json', supportedSubmitMethods: ['get', 'put', 'post', 'patch', 'delete'] },
  protocol: { url: '/control/v1/openapi/protocol.json', supportedSubmitMethods: [] },
};

const asked = new URLSearchParams(location.search).get('document') ?? '';
const name = Object.hasOwn(documents, asked) ? asked : 'control';
document.querySelector(`[data-document=${name}]`)?.setAttribute('aria-current', 'page');

globalThis.SwaggerUIBundle({
  ...documents[name],
  dom_id: '#document',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  showExtensions: true,
  validatorUrl: null,
});
