import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { takeToasts } from '@/components/ui/toast.ts';

// Test files share a page: none finds in it what another left.
afterEach(() => {
  cleanup();
  takeToasts();
  vi.restoreAllMocks();
  // Tests of what builds the page have none.
  if (typeof document === 'undefined') return;
  localStorage.clear();
  sessionStorage.clear();
});
