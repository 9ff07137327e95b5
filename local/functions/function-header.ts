/** Says which function of the bundle a request is for. */
export const FUNCTION_HEADER = 'x-agenttrader-function';
