// Lets axe judge the page.
axe.run(document).then((result) => {
  const node = (node) => ({ at: node.target.join(" "), why: node.failureSummary });
  const violation = ({ id, impact, help, nodes }) => ({ id, impact, help, count: nodes.length, nodes: nodes.slice(0, 3).map(node) });
  leave({ passes: result.passes.length, violations: result.violations.map(violation) });
});
