import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { signOut } from "#web/api.ts";
import { arrangePages, groupPages, type PageGroup } from "#web/console/frame/arrange-pages.ts";
import { pageOf, useMembership, type Page } from "#web/console/membership.ts";
import { ChangePassword } from "#web/console/sign-in/ChangePassword.tsx";
import { Preferences } from "#web/console/frame/Preferences.tsx";
import { ChevronIcon, MenuIcon, UserIcon } from "#web/ui/icons.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/frame/TopBar.module.css";

/** One line: whose console this is, where one can go, who one is. On a phone all places fold into one menu. */
export function TopBar({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { role } = useMembership();
  const { bar, rest } = arrangePages(pages, role);
  const here = pageOf(pathname, pages)?.path;
  return (
    <header className={classes.bar}>
      <AssociationName />
      <nav className={classes.nav} aria-label={t("frame.nav")}>
        {bar.map(({ path, words }) => (
          <Link key={path} to={path} aria-current={path === here ? "page" : undefined}>
            {t(words)}
          </Link>
        ))}
        {rest.length > 0 ? <MoreMenu groups={rest} here={here} /> : null}
      </nav>
      <div className={classes.own}>
        <Preferences />
        <PersonMenu />
      </div>
      <PagesMenu pages={pages} here={here} />
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
  const [changing, setChanging] = useState(false);
  const leave = async () => {
    await signOut();
    client.clear();
    await client.resetQueries({ queryKey: ["me"] });
    location.assign("/");
  };
  return (
    <>
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
          <Menu.Item onClick={() => setChanging(true)}>{t("password.menu")}</Menu.Item>
          <Menu.Item onClick={() => void leave()}>{t("frame.signOut")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePassword opened={changing} onClose={() => setChanging(false)} />
    </>
  );
}

type MenuProps = { readonly groups: readonly PageGroup[]; readonly here: string | undefined };

/** Places that the bar has no room for; while one of them is open its name stands in the bar. */
function MoreMenu({ groups, here }: MenuProps) {
  const { t } = useTranslation();
  const open = groups.flatMap(({ pages }) => pages).find(({ path }) => path === here);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.more} aria-current={open ? "page" : undefined}>
          {t(open?.words ?? "nav.more")}
          <ChevronIcon size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <GroupedItems groups={groups} here={here} />
      </Menu.Dropdown>
    </Menu>
  );
}

function PagesMenu({ pages, here }: { pages: readonly Page[]; here: string | undefined }) {
  const { t } = useTranslation();
  if (pages.length < 2) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" className={classes.pages} aria-label={t("frame.nav")}>
          <MenuIcon />
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <GroupedItems groups={groupPages(pages)} here={here} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Headings only where there is something to tell apart. */
function GroupedItems({ groups, here }: MenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return groups.map(({ group, pages }, index) => (
    <Fragment key={group}>
      {groups.length > 1 && index > 0 ? <Menu.Divider /> : null}
      {groups.length > 1 ? <Menu.Label>{t(`nav.navGroup.${group}`)}</Menu.Label> : null}
      {pages.map(({ path, words }) => (
        <Menu.Item
          key={path}
          aria-current={path === here ? "page" : undefined}
          onClick={() => void navigate({ to: path })}
        >
          {t(words)}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}
