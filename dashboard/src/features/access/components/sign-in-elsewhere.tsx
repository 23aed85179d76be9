import { Button, Divider } from '@mantine/core';
import { accessText } from '../../../messages/index.js';
import { OIDC_ADDRESS, useSignInWays } from '../api/sign-in-ways.js';

/** The way in by an identity provider, where there is one. */
export function SignInElsewhere() {
  const { data } = useSignInWays();
  if (!data?.oidc) return null;
  return (
    <>
      <Divider label={accessText.or} labelPosition="center" my="md" />
      <Button component="a" href={OIDC_ADDRESS} variant="default" fullWidth data-testid="sign-in-elsewhere">
        {accessText.signInWith(data.oidc.name)}
      </Button>
    </>
  );
}
