import type { ReactNode } from "react";

/** Drawings beside words, never instead of them: hidden from screen readers. */
function icon(name: string, shape: ReactNode) {
  const Icon = ({ size = 18 }: { size?: number }) => (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shape}
    </svg>
  );
  Icon.displayName = name;
  return Icon;
}

export const LockIcon = icon(
  "LockIcon",
  <>
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </>,
);
export const ChevronIcon = icon("ChevronIcon", <path d="m7 10 5 5 5-5" />);
export const CloseIcon = icon("CloseIcon", <path d="M6 6l12 12M18 6 6 18" />);
export const MenuIcon = icon("MenuIcon", <path d="M4 7h16M4 12h16M4 17h16" />);
export const FilterIcon = icon("FilterIcon", <path d="M4 6h16M7 12h10M10 18h4" />);
export const UserIcon = icon(
  "UserIcon",
  <>
    <circle cx="12" cy="8" r="3.5" />
    <path d="M5 20c.8-3.6 3.5-5.5 7-5.5s6.2 1.9 7 5.5" />
  </>,
);
export const FileIcon = icon(
  "FileIcon",
  <>
    <path d="M6 3h8l4 4v14H6z" />
    <path d="M14 3v4h4M9 12h6M9 16h6" />
  </>,
);
export const CheckIcon = icon("CheckIcon", <path d="m5 12.5 4.5 4.5L19 7.5" />);
export const ClockIcon = icon(
  "ClockIcon",
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
);
