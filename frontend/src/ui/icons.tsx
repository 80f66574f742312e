import type { ReactNode } from "react";

function icon(paths: ReactNode) {
  return function Icon() {
    return (
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {paths}
      </svg>
    );
  };
}

export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.500" />
    <path d="m13.200 13.200 4 4" />
  </>,
);
export const FilterIcon = icon(<path d="M3 5h14M6 10h8M8.500 15h3" />);
export const OutlineIcon = icon(<path d="M3 5h3M9 5h8M5 10h3M11 10h6M5 15h3M11 15h6" />);
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9v5M10 6.200v.1" />
  </>,
);
export const NoteIcon = icon(<path d="M4 4h12v9h-6l-4 3.500V13H4z" />);
export const CopyIcon = icon(<path d="M7 7h9v9H7zM4 13V4h9" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const ArrowIcon = icon(<path d="M4 10h11M11 5.500l4.500 4.500-4.500 4.500" />);
export const OpenIcon = icon(<path d="m7.500 5 5 5-5 5" />);
export const WarningIcon = icon(<path d="M10 3 2.500 16.500h15zM10 8v4.500M10 14.500v.1" />);
export const BroomIcon = icon(
  <path d="M5 3.500h10M7 3.500V6h6V3.500M4 6h12l-1 10.500H5zM8 9v5M12 9v5" />,
);
