/** The connection's document of a tenant who has connected nothing. */
export const NOT_CONNECTED = {
  configured: false,
  environment: null,
  key_id_last4: null,
  secret_version: null,
  connected_at: null,
  verified_at: null,
  instructions: 'Create a pair of API keys at alpaca.markets and connect it here. A paper account is free.',
} as const;
