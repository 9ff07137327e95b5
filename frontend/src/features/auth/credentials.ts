import { MIN_PASSWORD } from '@agenttrader/domain/accounts/password';
import { z } from 'zod';

const email = z.email({ error: 'Enter an e-mail address, such as ada@example.com.' });

export const signInForm = z.object({
  email,
  password: z.string().min(1, 'Enter your password.'),
});

export const signUpForm = z.object({
  email,
  password: z.string().min(MIN_PASSWORD, `Take at least ${MIN_PASSWORD} characters.`),
});

export const resetForm = z.object({ email });
export const newPasswordForm = signUpForm.pick({ password: true });
