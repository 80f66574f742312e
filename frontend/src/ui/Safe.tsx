import { Component, type ReactNode } from "react";
import { ProblemView } from "./ProblemView";

/** Keeps a fault in one page from taking the rest with it: the reader sees words, not a blank. */
export class Safe extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main id="main" className="narrow">
        <ProblemView error={this.state.error} retry={() => location.reload()} alone />
      </main>
    );
  }
}
