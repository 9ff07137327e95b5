import { zodResolver } from '@hookform/resolvers/zod';
import { GoogleAuthProvider, signInWithCredential } from 'firebase/auth';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { resetForm } from './credentials.ts';
import { signInRepeatably } from './sign-in-repeatably.ts';

interface LocalGoogleDialogProps {
  attempt(run: () => Promise<unknown>): Promise<boolean>;
  onClose(): void;
}

/**
 * Stands in for Google's window on a local stack: the SDK opens even the emulator's own page by a script from Google,
 * which is out of reach offline. The emulator takes the claims of an ID token without a signature.
 */
export function LocalGoogleDialog({ attempt, onClose }: LocalGoogleDialogProps) {
  const { auth, sessions } = useServices();
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(resetForm) });
  const signIn = async ({ email }: { email: string }) => {
    const claims = JSON.stringify({ sub: `local-${email}`, email, email_verified: true });
    onClose();
    const credential = GoogleAuthProvider.credential(claims);
    await attempt(() => signInRepeatably(sessions, () => signInWithCredential(auth, credential)));
  };
  return (
    <Dialog
      open
      onOpenChange={open => open || onClose()}
      title="Continue with Google"
      description="This is the local stack: any address will do, and Google is not asked."
    >
      <form noValidate onSubmit={handleSubmit(signIn)} className="flex flex-col gap-4">
        <FormField label="Google account" error={formState.errors.email?.message}>
          <Input type="email" placeholder="ada@example.com" {...register('email')} />
        </FormField>
        <Button type="submit" variant="primary">
          Continue
        </Button>
      </form>
    </Dialog>
  );
}
