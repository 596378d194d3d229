import { Button, FileButton } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { FileIcon } from "#web/ui/icons.tsx";
import classes from "#web/ui/DropFile.module.css";

type DropFileProps = {
  readonly label: string;
  readonly hint: string;
  readonly action: string;
  /** Endings, such as `.csv,.xlsx`. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
};

/** A place to drop a file on, and a button for those who do not drag. */
export function DropFile({ label, hint, action, accept, onFile }: DropFileProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileIcon size={32} />
      <p>{label}</p>
      <small>{hint}</small>
      <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
        {(props) => (
          <Button {...props} size="md">
            {action}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
