import { afterEach, describe, expect, it, vi } from 'vitest';
import { services } from './services.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('the services of an instance', () => {
  it('are made once', () => {
    expect(services.exporting()).toBe(services.exporting());
    expect(services.summaries()).toBe(services.summaries());
  });

  it('open no vault for what needs none, and try again where one could not be opened', () => {
    vi.stubEnv('GCLOUD_PROJECT', undefined);
    vi.stubEnv('GOOGLE_CLOUD_PROJECT', undefined);
    expect(services.operators()).toBeDefined();
    expect(services.dismissals()).toBeDefined();
    expect(() => services.removal()).toThrow('there is no project to keep secrets in');
    vi.stubEnv('GCLOUD_PROJECT', 'demo-services');
    expect(services.removal()).toBe(services.removal());
  });
});
