/** Test files that run at the same time start their servers on ports from ranges of their own. */
const WIDTH = 3_000;
const lowest = 20_000 + (Number(process.env.VITEST_POOL_ID ?? 1) % 4) * WIDTH;
process.env.AGENTTRADER_FREE_PORTS = `${lowest}-${lowest + WIDTH - 1}`;
