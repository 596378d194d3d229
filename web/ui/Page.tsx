import type { ReactNode } from "react";
import classes from "#web/ui/Page.module.css";

/** The head of a working screen: what it is for, in one line, and its main action. */
export function Page({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <header className={classes.head}>
        <div>
          <h1>{title}</h1>
          <p>{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </>
  );
}

/** A sheet of paper on the page. */
export function Sheet({ children }: { children: ReactNode }) {
  return <section className={classes.sheet}>{children}</section>;
}
