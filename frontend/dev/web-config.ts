import type { ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';

/** Where Firebase Hosting serves the project's web configuration; here as there, the app fetches it at start. */
const RESERVED_URL = '/__/firebase/init.json';

/**
 * Serves the web configuration in development and preview, as Hosting does in production, so that one build runs
 * against any project.
 *
 * @param text JSON, as in `src/lib/web-config.ts`; without it the URL answers 404 and the app says what is missing
 */
export function webConfig(text: string | undefined): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split('?')[0] !== RESERVED_URL) return next();
    send(response, text);
  };
  return {
    name: 'agenttrader:web-config',
    configureServer(server) {
      server.middlewares.use(answer);
    },
    configurePreviewServer(server) {
      server.middlewares.use(answer);
    },
  };
}

function send(response: ServerResponse, text: string | undefined): void {
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Cache-Control', 'no-store');
  response.statusCode = text === undefined ? 404 : 200;
  response.end(text ?? JSON.stringify({ error: 'WEB_CONFIG is not set.' }));
}
