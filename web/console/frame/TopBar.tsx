import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signOut } from "#web/api.ts";
import { useMembership, type Page } from "#web/console/membership.ts";
import { Preferences } from "#web/console/frame/Preferences.tsx";
import { ChevronIcon, MenuIcon, UserIcon } from "#web/ui/icons.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/frame/TopBar.module.css";

/** One line: whose console this is, where one can go, who one is. On a phone the places fold into a menu. */
export function TopBar({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <header className={classes.bar}>
      <AssociationName />
      <nav className={classes.nav} aria-label={t("frame.nav")}>
        {pages.map(({ path, words }) => (
          <Link key={path} to={path} aria-current={path === pathname ? "page" : undefined}>
            {t(words)}
          </Link>
        ))}
      </nav>
      <div className={classes.own}>
        <Preferences />
        <PersonMenu />
      </div>
      <PagesMenu pages={pages} pathname={pathname} />
    </header>
  );
}

function AssociationName() {
  const { t } = useTranslation();
  const { association, me, choose } = useMembership();
  const { language } = useFormat().settings;
  const name = association.shortName[language];
  if (me.memberships.length === 1) return <span className={classes.association}>{name}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          className={classes.association}
          variant="transparent"
          rightSection={<ChevronIcon />}
          aria-label={`${t("frame.association")}: ${name}`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.memberships.map(({ association: other }) => (
          <Menu.Item
            key={other.id}
            aria-current={other.id === association.id}
            leftSection={<span className={classes.colour} style={{ background: other.colour }} />}
            onClick={() => choose(other.id)}
          >
            {other.name[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonMenu() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { me, role } = useMembership();
  const leave = async () => {
    await signOut();
    client.clear();
    await client.resetQueries({ queryKey: ["me"] });
    location.assign("/");
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<UserIcon />}
          className={classes.person}
          aria-label={`${t("frame.person")}: ${me.user.name}`}
        >
          <span className={classes.personName}>{me.user.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{me.user.email}</bdi>
          <br />
          {t(`role.${role}`)}
        </Menu.Label>
        <Menu.Item onClick={() => void leave()}>{t("frame.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PagesMenu({ pages, pathname }: { pages: readonly Page[]; pathname: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (pages.length < 2) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" className={classes.pages} aria-label={t("frame.nav")}>
          <MenuIcon />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ path, words }) => (
          <Menu.Item
            key={path}
            aria-current={path === pathname ? "page" : undefined}
            onClick={() => void navigate({ to: path })}
          >
            {t(words)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
