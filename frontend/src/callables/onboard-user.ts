import { onboardUserRequest, onboardUserResponse } from '@agenttrader/domain/callables/onboard-user';
import { defineCallable } from '@/lib/callables.ts';

/** Creates the signed-in user's profile, connection and kill switch. */
export const onboardUser = defineCallable('onboard_user', onboardUserRequest, onboardUserResponse);
