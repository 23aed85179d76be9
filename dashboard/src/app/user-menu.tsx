import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { useClickOutside, useDisclosure } from '@mantine/hooks';
import { IconLogout, IconUser, IconUserCog } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FocusEvent, type KeyboardEvent, useId, useRef } from 'react';
import { errorText } from '../components/failure.js';
import { LinkButton } from '../components/link-button.js';
import { tellRefused } from '../components/toast.js';
import { useSignOut } from '../features/access/api/sign-out.js';
import { useIdentity } from '../lib/identity.js';
import { useLive } from '../lib/live.js';
import { accessText, shellText } from '../messages/index.js';
import classes from './user-menu.module.css';

/**
 * Who is signed in, and the way out: a part of the page that a button shows, not a menu, since most of it is to be read.
 * It always hangs from the same corner, so it needs no library that measures, which every visit would load.
 */
export function UserMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  const area = useClickOutside<HTMLDivElement>(close);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!opened || event.key !== 'Escape') return;
    close();
    button.current?.focus();
  };
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    // Keys and the focus are those of what is inside.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what bubbles
    <div className={classes.menu} ref={area} onKeyDown={onKeyDown} onBlur={onBlur}>
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={shellText.account}
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        onClick={toggle}
        data-testid="user-menu"
      >
        <IconUser size={18} aria-hidden="true" />
      </ActionIcon>
      {opened ? (
        <div className={classes.card} id={id}>
          <WhoAndOut onLeave={close} />
        </div>
      ) : null}
    </div>
  );
}

function WhoAndOut({ onLeave }: { readonly onLeave: () => void }) {
  const { username, role } = useIdentity();
  const version = useLive((state) => state.overview?.version);
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/sign-in' }),
      onError: (error) => tellRefused(shellText.signOut, errorText(error)),
    });
  return (
    <Stack gap="sm">
      <Text size="sm">{shellText.signedInAs(username, role)}</Text>
      <LinkButton
        to="/account"
        variant="default"
        size="xs"
        leftSection={<IconUserCog size={16} aria-hidden="true" />}
        onClick={onLeave}
        data-testid="own-account"
      >
        {accessText.account.link}
      </LinkButton>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconLogout size={16} aria-hidden="true" />}
        loading={signOut.isPending}
        onClick={leave}
        data-testid="sign-out"
      >
        {shellText.signOut}
      </Button>
      {version === undefined ? null : (
        <Text size="xs" c="dimmed">
          {shellText.version(version)}
        </Text>
      )}
    </Stack>
  );
}
