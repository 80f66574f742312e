import { Link, NavLink, useLocation } from "react-router";
import { SearchBox } from "../search/SearchBox";
import "./header.css";

/** Name, ways through the product, and on every page but the first the query box. */
export function Header() {
  const { pathname } = useLocation();
  return (
    <header className="header">
      <div className="header-row">
        <Link className="brand" to="/" aria-label="法规 Fagui，回首页">
          <span className="brand-name">法规</span>
          <span className="brand-latin">Fagui</span>
        </Link>
        {pathname !== "/" && <SearchBox />}
        <nav className="header-nav" aria-label="主导航">
          <NavLink to="/search">检索</NavLink>
          <NavLink to="/expiring">到期</NavLink>
          <a href="/docs">接口</a>
        </nav>
      </div>
    </header>
  );
}
