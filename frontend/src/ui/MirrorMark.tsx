/** Said wherever a mirror's text is shown. */
export function MirrorMark() {
  return (
    <span className="mirror-mark" title="这份文本来自镜像网站，不是发文机关发布的">
      镜像来源
    </span>
  );
}
