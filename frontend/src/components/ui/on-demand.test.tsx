import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { onDemand, onDemandPopup } from './on-demand.tsx';
import { takeToasts } from './toast.ts';

afterEach(() => {
  cleanup();
  takeToasts();
  vi.restoreAllMocks();
});

const Hello = ({ name }: { name: string }) => <p>Hello, {name}</p>;
const failing = () =>
  vi.fn<() => Promise<typeof Hello>>(() =>
    Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  );
const setOnline = (online: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  dispatchEvent(new Event(online ? 'online' : 'offline'));
};

test('a part is fetched when it is shown, and shown at once from then on', async () => {
  const load = vi.fn(async () => Hello);
  const Part = onDemand(load, <p>One moment</p>);
  expect(load).not.toHaveBeenCalled();
  const { unmount } = render(<Part name="Ada" />);
  expect(screen.getByText('One moment')).toBeDefined();
  await screen.findByText('Hello, Ada');
  unmount();
  render(<Part name="Bob" />);
  expect(screen.getByText('Hello, Bob')).toBeDefined();
  expect(load).toHaveBeenCalledTimes(1);
});

test('a part that was fetched before needs no moment', async () => {
  const Part = onDemand(async () => Hello);
  await Part.preload();
  render(<Part name="Ada" />);
  expect(screen.getByText('Hello, Ada')).toBeDefined();
});

test('a part that cannot be fetched says what to do', async () => {
  const Part = onDemand(failing());
  render(<Part name="Ada" />);
  await screen.findByRole('button', { name: 'Reload the page' });
});

test('a part is not attempted while offline, and comes by itself once online', async () => {
  const load = vi.fn(async () => Hello);
  const Part = onDemand(load);
  setOnline(false);
  render(<Part name="Ada" />);
  await screen.findByText('You are offline');
  expect(load).not.toHaveBeenCalled();
  act(() => setOnline(true));
  await screen.findByText('Hello, Ada');
});

/** A page with a button that opens a dialog. */
function pageWith(load: () => Promise<typeof Hello>) {
  const Dialog = onDemandPopup<{ name: string; onClose(): void }>(load, ({ onClose }) => onClose());
  return function Page() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        {open ? <Dialog name="Ada" onClose={() => setOpen(false)} /> : <p>Closed</p>}
      </>
    );
  };
}

test('a dialog that is opened offline is closed with a message, and opens the next time', async () => {
  const Page = pageWith(async () => Hello);
  render(<Page />);
  setOnline(false);
  fireEvent.click(screen.getByText('Open'));
  await screen.findByText('Closed');
  expect(takeToasts()).toMatchObject([{ kind: 'error', text: expect.stringContaining('You are offline') }]);
  setOnline(true);
  fireEvent.click(screen.getByText('Open'));
  await screen.findByText('Hello, Ada');
});

test('a dialog that cannot be fetched is closed with a message that asks to reload', async () => {
  const Page = pageWith(failing());
  render(<Page />);
  fireEvent.click(screen.getByText('Open'));
  await screen.findByText('Closed');
  expect(takeToasts()).toMatchObject([{ kind: 'error', text: expect.stringContaining('reload the page') }]);
});
