/** Answers that the actions' examples share: the smallest that compose. */
export const exampleAnswers = {
  apiVersion: 'goldenpath.dev/v1',
  goldenPath: 'go-rest-service',
  service: {
    name: 'orders',
    owner: 'group:default/checkout',
    system: 'shop',
    module: 'github.com/acme/orders',
  },
  resources: [
    {
      name: 'order',
      fields: [{ name: 'number', type: 'text', required: true, unique: true }],
    },
  ],
};
