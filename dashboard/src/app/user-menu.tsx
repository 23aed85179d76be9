import { ActionIcon, Button, Popover, Stack, Text } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { errorText } from '../components/failure.js';
import { tellRefused } from '../components/toast.js';
import { useSignOut } from '../features/access/api/sign-out.js';
import { useIdentity } from '../lib/identity.js';
import { useLive } from '../lib/live.js';
import { shellText } from '../messages/index.js';

/** Who is signed in, and the way out. A popover and not a menu: most of it is not to be chosen but read. */
export function UserMenu() {
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
    <Popover position="bottom-end" width={220} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={shellText.account}
          data-testid="user-menu"
        >
          <IconUser size={18} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm">{shellText.signedInAs(username, role)}</Text>
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
      </Popover.Dropdown>
    </Popover>
  );
}
