import { ActionIcon, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { Mark } from '../components/mark.js';
import { identityQuery } from '../features/access/api/identity.js';
import { signOutKey } from '../features/access/api/sign-out.js';
import { BulkIndicator } from '../features/bulk/components/bulk-indicator.js';
import { BulkProvider } from '../features/bulk/components/bulk-provider.js';
import { onDenied, onSignedOut } from '../lib/api-client.js';
import { IdentityContext } from '../lib/identity.js';
import { shellText } from '../messages/index.js';
import { ColorSchemeToggle } from './color-scheme-toggle.js';
import { DomainName } from './domain-name.js';
import { Keyboard } from './keyboard.js';
import { LiveBanner } from './live-banner.js';
import { LiveLamp } from './live-lamp.js';
import { LiveProvider } from './live-provider.js';
import { Navigation } from './navigation.js';
import { useOnceWanted } from './once-wanted.js';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.js';

// Only where the window is narrow.
const MenuDrawer = lazy(() => import('./menu-drawer.js').then(({ MenuDrawer }) => ({ default: MenuDrawer })));

const route = getRouteApi('/in');

/** The frame around every page of someone signed in. */
export function Shell() {
  const identity = useSignedIn();
  const leave = useLeave();
  const [menu, { toggle, close }] = useDisclosure(false);
  const menuWanted = useOnceWanted(menu);
  const palette = useDisclosure(false);

  return (
    <IdentityContext value={identity}>
      <LiveProvider onSignedOut={leave}>
        <BulkProvider>
          <a className={classes.skip} href="#content">
            {shellText.skip}
          </a>
          <header className={classes.header}>
            <div className={classes.burger}>
              <Burger opened={menu} onClick={toggle} size="sm" aria-label={shellText.openMenu} />
            </div>
            <Link to="/" className={classes.brand}>
              <Mark />
              <span className={classes.name}>{shellText.name}</span>
            </Link>
            <DomainName className={classes.domain ?? ''} />
            <span className={classes.space} />
            <BulkIndicator />
            <LiveLamp />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={shellText.palette.open}
              title={shellText.palette.open}
              onClick={palette[1].open}
              data-testid="palette"
            >
              <IconSearch size={18} aria-hidden="true" />
            </ActionIcon>
            <ColorSchemeToggle />
            <UserMenu />
          </header>
          <Keyboard palette={palette} />
          <div className={classes.body}>
            <div className={classes.side}>
              <Navigation />
            </div>
            <Suspense fallback={null}>
              {menuWanted ? <MenuDrawer opened={menu} onClose={close} /> : null}
            </Suspense>
            <main className={classes.main} id="content" tabIndex={-1}>
              <LiveBanner />
              <Outlet />
            </main>
          </div>
        </BulkProvider>
      </LiveProvider>
    </IdentityContext>
  );
}

/** How often who we are is asked again, ms: another administrator may give us another role meanwhile. */
const IDENTITY_TIME = 30_000;

/** Who is signed in, with the role of now. A request that is refused for want of a role asks anew at once. */
function useSignedIn() {
  const { identity } = route.useRouteContext();
  const client = useQueryClient();
  const { data } = useQuery({ ...identityQuery, refetchInterval: IDENTITY_TIME });
  useEffect(() => {
    onDenied(() => void client.invalidateQueries({ queryKey: identityQuery.queryKey }));
    return () => onDenied(() => {});
  }, [client]);
  return data ?? identity;
}

/** Goes to the sign-in page when the server no longer knows us, and back here afterwards. */
function useLeave() {
  const router = useRouter();
  const client = useQueryClient();
  const leave = useCallback(() => {
    // Signing out by choice ends the live channel too, often before its own answer is here.
    if (client.isMutating({ mutationKey: signOutKey }) > 0) return;
    const to = router.state.location.href;
    client.setQueryData(identityQuery.queryKey, null);
    void router.navigate({ to: '/sign-in', search: { to, out: true } });
  }, [client, router]);
  useEffect(() => {
    onSignedOut(leave);
    return () => onSignedOut(() => {});
  }, [leave]);
  return leave;
}
