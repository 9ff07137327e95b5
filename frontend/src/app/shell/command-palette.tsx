import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Eye, HeartPulse, LogOut, type LucideIcon, OctagonX, Plus, RefreshCw, Sun } from 'lucide-react';
import { useNavigate } from 'react-router';
import { OPERATIONS, PAGES } from '@/app/pages.ts';
import { popupStyle } from '@/components/ui/popup-style.ts';
import { toast } from '@/components/ui/toast.ts';
import { useCall } from '@/hooks/use-call.ts';
import { useUser } from '@/hooks/use-user.ts';
import { cn } from '@/lib/cn.ts';
import { openOrderTicket } from '@/stores/order-ticket.ts';
import { useShellActions } from './use-shell-actions.ts';

interface CommandPaletteProps {
  onClose(): void;
  onHalt(): void;
}

/** Everything that can be reached or done from everywhere, by typing. Its code is loaded when it first opens. */
export function CommandPalette({ onClose, onHalt }: CommandPaletteProps) {
  const navigate = useNavigate();
  const { send } = useCall(syncAccount, toast.error);
  const { isOperator } = useUser();
  const actions = useShellActions();

  const then = (run: () => void) => () => {
    onClose();
    run();
  };
  const sync = () => void send({}, () => toast.success('Your account was read from the broker just now.'));

  return (
    <Dialog.Root open onOpenChange={open => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup
          aria-label="Command palette"
          className={cn(
            popupStyle,
            'fixed top-[12vh] left-1/2 z-50 w-[34rem] max-w-[calc(100vw-1rem)] -translate-x-1/2',
          )}
        >
          <Command label="Commands" loop>
            <Command.Input
              autoFocus
              placeholder="Go to a page, or do something"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-hidden placeholder:text-faint"
            />
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1">
              <Command.Empty className="p-4 text-center text-muted text-sm">
                Nothing matches. Try another word.
              </Command.Empty>
              <Command.Group heading="Go to" className={groupStyle}>
                {PAGES.map(({ path, label, icon }) => (
                  <Item key={path} icon={icon} onSelect={then(() => navigate(path))}>
                    {label}
                  </Item>
                ))}
                {isOperator && (
                  <Item icon={HeartPulse} onSelect={then(() => navigate(OPERATIONS))}>
                    Operations
                  </Item>
                )}
              </Command.Group>
              <Command.Group heading="Do" className={groupStyle}>
                <Item icon={Plus} onSelect={then(() => openOrderTicket())}>
                  New shadow trade…
                </Item>
                <Item icon={OctagonX} onSelect={then(onHalt)}>
                  Halt trading…
                </Item>
                <Item icon={RefreshCw} onSelect={then(sync)}>
                  Sync the account now
                </Item>
                <Item icon={Sun} onSelect={then(actions.toggleTheme)}>
                  Switch theme (light, dark)
                </Item>
                <Item icon={Eye} onSelect={then(actions.togglePrivacy)}>
                  Privacy: hide or show amounts
                </Item>
                <Item icon={LogOut} onSelect={then(actions.signOut)}>
                  Sign out
                </Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const groupStyle =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs';

const Item = ({
  icon: Icon,
  onSelect,
  children,
}: {
  icon: LucideIcon;
  onSelect(): void;
  children: string;
}) => (
  <Command.Item
    onSelect={onSelect}
    className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-3 data-[selected=true]:bg-hover"
  >
    <Icon aria-hidden className="size-4 text-faint" />
    {children}
  </Command.Item>
);
