// The interface that the envelope of a push names (B-4); apart from its schema, because the bureau needs it before any request.

export const callbackInterface = 'callback.status';
