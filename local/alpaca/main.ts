import { synopsis } from '../command-line/flags.ts';
import { ALPACA_PROGRAM, readServerFlags } from '../command-line/server-flags.ts';
import { exchangeOptions } from './cli.ts';
import { type ExchangeOptions, OptionError, type RunningExchange, startExchange } from './server.ts';

function explain(error: unknown, options: ExchangeOptions): string {
  if (error instanceof OptionError) return `${error.message.split('\n')[0]} (${synopsis(ALPACA_PROGRAM)})`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `port ${options.port} on ${options.host} is in use: stop what listens there, or choose another with --port`;
  }
  return error instanceof Error ? error.message : String(error);
}

function exitOnSignal(exchange: RunningExchange): void {
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void exchange.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  // Forked, it must not outlive its parent.
  if (process.send !== undefined) process.on('disconnect', leave);
}

const options = readServerFlags('paper exchange', ALPACA_PROGRAM, exchangeOptions);
try {
  const exchange = await startExchange({
    ...options,
    log: line => process.stderr.write(`paper exchange: ${line}\n`),
  });
  exitOnSignal(exchange);
  process.stdout.write(`paper exchange listening on ${exchange.host}:${exchange.port}\n`);
} catch (error) {
  process.stderr.write(`paper exchange: ${explain(error, options)}\n`);
  process.exitCode = 2;
}
