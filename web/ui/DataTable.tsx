import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "#web/ui/DataTable.module.css";

export type Column = { readonly id: string; readonly heading: string; readonly number?: boolean };

/** A plain table: a heading per column, the first cell of each row names it. `caption` is for those who hear the page. */
export function DataTable(props: {
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  const { caption, columns, rows } = props;
  return (
    <div className={classes.frame}>
      <table className={classes.table} data-wide={columns.length > 4 || undefined}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            {columns.map(({ id, heading, number }) => (
              <th key={id} scope="col" data-number={number || undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => {
                const column = columns[index];
                return index === 0 ? (
                  <th key={column?.id} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column?.id} data-label={column?.heading} data-number={column?.number || undefined}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
