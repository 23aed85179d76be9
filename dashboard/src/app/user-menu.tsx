import { ActionIcon, Menu } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { errorText } from '../components/failure.js';
import { tellRefused } from '../components/toast.js';
import { useSignOut } from '../features/access/api/sign-out.js';
import { useIdentity } from '../lib/identity.js';
import { useLive } from '../lib/live.js';
import { shellText } from '../messages/index.js';

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
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={shellText.account}
          data-testid="user-menu"
        >
          <IconUser size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shellText.signedInAs(username, role)}</Menu.Label>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden="true" />}
          onClick={leave}
          data-testid="sign-out"
        >
          {shellText.signOut}
        </Menu.Item>
        {version === undefined ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>{shellText.version(version)}</Menu.Label>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
