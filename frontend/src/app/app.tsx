import { BrowserRouter, useLocation, useRoutes } from 'react-router';
import { type Services, ServicesProvider } from '@/contexts/services-context.tsx';
import { ErrorBoundary, PageError } from './error-boundary.tsx';
import { routes } from './routes.tsx';
import { ToasterHost } from './toaster-host.tsx';

function Routes() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary address={pathname} instead={<PageError />}>
      {useRoutes(routes)}
    </ErrorBoundary>
  );
}

/**
 * The router is the declarative one: pages follow listeners and need no loaders, and the data router would be a
 * tenth of the first load.
 */
export const App = ({ services }: { services: Services }) => (
  <ServicesProvider services={services}>
    <BrowserRouter>
      <Routes />
    </BrowserRouter>
    <ToasterHost />
  </ServicesProvider>
);
