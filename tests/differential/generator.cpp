#include "differential/generator.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::differential {

namespace {

/// Fewer than there are statements, so that asking an index for them is worth it.
std::vector<rdf::Term> wordy_texts(Random& random) {
  static const std::vector<std::string> words{"alpha", "Beta", "GAMMA", "zeta", "12", "\xC3\xA4x", "delta", "Al", "pha"};
  std::vector<rdf::Term> texts;
  for (int i = 0; i < 24; ++i) {
    std::string joined = random.of(words);
    while (random.chance(60))
      joined += " " + random.of(words);
    texts.emplace_back(rdf::TermKind::literal, joined, "", random.chance(20) ? "en" : "");
  }
  return texts;
}

} // namespace

std::vector<rdf::Quad> random_quads(Random& random, const Vocabulary& vocabulary) {
  const bool is_wide = random.chance(10); // so that closures and blocks of rows get long, and an index of texts is of use
  const std::size_t count = random.chance(3) ? 0
                            : is_wide        ? 150 + random.below(250)
                                             : 5 + random.below(random.chance(15) ? 95 : 35);
  const bool has_graphs = random.chance(50);
  std::vector<rdf::Quad> quads;
  const auto node = [&] {
    if (is_wide && random.chance(80))
      return rdf::Term(rdf::TermKind::iri, "http://e/n" + std::to_string(random.below(80)));
    return random.chance(15) ? random.of(vocabulary.blanks) : random.of(vocabulary.nodes).term;
  };
  const std::vector<rdf::Term> texts = is_wide ? wordy_texts(random) : std::vector<rdf::Term>();
  const auto text = [&] { return is_wide ? random.of(texts) : random.of(vocabulary.texts).term; };
  for (std::size_t i = 0; i < count; ++i) {
    rdf::Quad quad;
    quad.subject = random.chance(3) ? random.of(vocabulary.graphs).term : node();
    quad.predicate = random.of(vocabulary.predicates).term;
    quad.object = random.chance(62)   ? node()
                  : random.chance(40) ? random.of(vocabulary.literals).term
                  : random.chance(94) ? text()
                                      : random.of(vocabulary.graphs).term;
    if (has_graphs && random.chance(45))
      quad.graph = random.of(vocabulary.graphs).term;
    quads.push_back(quad);
    if (has_graphs && random.chance(20)) { // the same in another graph
      quad.graph = random.chance(50) ? rdf::Term() : random.of(vocabulary.graphs).term;
      quads.push_back(std::move(quad));
    }
  }
  std::sort(quads.begin(), quads.end());
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  return quads;
}

/// Often one that was used just before, so that patterns and filters of a group have to do with each other.
std::string QueryGenerator::variable() {
  constexpr std::size_t remembered = 4;
  if (recent_.size() == remembered && random_.chance(50))
    return random_.of(recent_);
  if (recent_.size() == remembered)
    recent_.erase(recent_.begin());
  recent_.push_back(random_.of(variables_));
  return recent_.back();
}

std::string QueryGenerator::recent_variable() {
  return recent_.empty() ? variable() : random_.of(recent_);
}

std::string QueryGenerator::fresh_variable() {
  std::string name = "?v" + std::to_string(++fresh_);
  if (random_.chance(40))
    variables_.push_back(name);
  return name;
}

std::string QueryGenerator::constant() {
  if (random_.chance(5))
    return random_.of(vocabulary_.strangers).text;
  return random_.of(random_.chance(40)   ? vocabulary_.nodes
                    : random_.chance(60) ? vocabulary_.literals
                                         : vocabulary_.texts)
      .text;
}

std::string QueryGenerator::node() {
  if (random_.chance(86))
    return variable();
  return random_.chance(10) ? "[]" : random_.chance(75) ? random_.of(vocabulary_.nodes).text : constant();
}

QueryText QueryGenerator::triple() {
  QueryText predicate = random_.of(vocabulary_.predicates).text;
  if (random_.chance(12))
    predicate = random_.chance(80) ? "?y" : variable();
  else if (random_.chance(18))
    predicate = path(3).or_simply(":p");
  const std::string subject = node();
  std::string object = node();
  if (object == subject && random_.chance(90)) // loops are rare in the data
    object = node();
  std::vector<QueryText> parts{subject, std::move(predicate), object, "."};
  return QueryText(std::move(parts)).or_nothing();
}

QueryText QueryGenerator::triples() {
  std::vector<QueryText> all;
  const std::size_t count = random_.chance(75) ? 1 : 2 + random_.below(2);
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(triple());
  return QueryText(std::move(all)).or_nothing();
}

QueryText QueryGenerator::path(int depth) {
  const std::string& link = random_.of(vocabulary_.predicates).text;
  if (depth == 0 || random_.chance(15))
    return link;
  switch (random_.below(8)) {
  case 0:
    return QueryText::around("(^", path(depth - 1), ")").or_simply(link);
  case 1:
  case 2: {
    std::vector<QueryText> steps{path(depth - 1), path(depth - 1)};
    return QueryText::around("(", QueryText(std::move(steps), "/"), ")").or_simply(link);
  }
  case 3: {
    std::vector<QueryText> branches{path(depth - 1), path(depth - 1)};
    return QueryText::around("(", QueryText(std::move(branches), "|"), ")").or_simply(link);
  }
  case 4: {
    static const std::vector<std::string> sets{"!:p", "!(:p|:q)", "!(^:p)", "!(:p|^:q)", "!()", "!(^:p|^:r)"};
    return QueryText(random_.of(sets)).or_simply(link);
  }
  default: {
    static const std::vector<std::string> closures{")*", ")+", ")?"};
    return QueryText::around("(", path(depth - 1), random_.of(closures).c_str()).or_simply(link);
  }
  }
}

QueryText QueryGenerator::either(int depth) {
  std::vector<QueryText> branches;
  const std::size_t count = 2 + (random_.chance(15) ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i)
    branches.push_back(group(depth - 1).or_nothing());
  return QueryText(std::move(branches), " UNION ").or_nothing();
}

QueryText QueryGenerator::values() {
  std::vector<std::string> chosen{variable()};
  if (const std::string other = variable(); random_.chance(50) && other != chosen.front())
    chosen.push_back(other);
  std::vector<QueryText> rows;
  const std::size_t count = random_.chance(4) ? 0 : 1 + random_.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    std::string row = "(";
    for (std::size_t k = 0; k < chosen.size(); ++k)
      row += (random_.chance(20) ? "UNDEF" : constant()) + " ";
    rows.push_back(QueryText(row + ")").or_nothing());
  }
  std::string head = "VALUES (";
  for (const std::string& name : chosen)
    head += name + " ";
  return QueryText::around((head + ") {").c_str(), QueryText(std::move(rows)), "}").or_nothing();
}

QueryGenerator::QueryGenerator(Random& random, const Vocabulary& vocabulary)
    : random_(random), vocabulary_(vocabulary) {
  for (int one = basic; one <= nested; ++one) {
    const std::size_t most = one == filter ? 6 : 4;
    const std::size_t weight = one == basic ? 3 : random_.below(most) * random_.below(4);
    kinds_.insert(kinds_.end(), weight, static_cast<Kind>(one));
    if (one < optional)
      leaves_.insert(leaves_.end(), weight, static_cast<Kind>(one));
  }
  exists_ = static_cast<unsigned>(random_.below(3) * random_.below(40));
  text_ = static_cast<unsigned>(random_.below(3) * random_.below(40));
}

QueryText QueryGenerator::element(int depth) {
  switch (random_.of(depth > 0 ? kinds_ : leaves_)) {
  case basic:
    return triples();
  case filter:
    return QueryText::around("FILTER (", condition(depth), ")").or_nothing();
  case bind: {
    std::vector<QueryText> parts{value(2)};
    parts.emplace_back("AS " + (random_.chance(85) ? fresh_variable() : variable()));
    return QueryText::around("BIND (", QueryText(std::move(parts)), ")").or_nothing();
  }
  case table:
    return values();
  case optional:
    return QueryText::around("OPTIONAL", group(depth - 1), "").or_nothing();
  case union_:
    return either(depth);
  case minus:
    return QueryText::around("MINUS", group(depth - 1), "").or_nothing();
  case graph: {
    const std::string name = random_.chance(65) ? (random_.chance(70) ? "?g" : variable())
                                                : random_.of(random_.chance(95) ? vocabulary_.graphs : vocabulary_.nodes).text;
    return QueryText::around(("GRAPH " + name).c_str(), group(depth - 1), "").or_nothing();
  }
  case select:
    return sub_select(depth).or_nothing();
  case nested:
    break;
  }
  return group(depth - 1).or_nothing();
}

QueryText QueryGenerator::group(int depth) {
  std::vector<QueryText> elements;
  if (random_.chance(88))
    elements.push_back(triples());
  const std::size_t more = random_.below(depth > 0 ? 4 : 2);
  for (std::size_t i = 0; i < more; ++i)
    elements.push_back(element(depth));
  return QueryText::around("{", QueryText(std::move(elements)), "}");
}

/// A group and what is made of it. In a sub-select nothing may depend on the order of rows.
QueryText QueryGenerator::aggregation(bool is_inner, int depth) {
  std::vector<std::string> keys;
  const std::size_t key_count = random_.below(3);
  for (std::size_t i = 0; i < key_count; ++i)
    if (const std::string key = variable(); std::find(keys.begin(), keys.end(), key) == keys.end())
      keys.push_back(key);
  std::vector<QueryText> head, clauses;
  std::vector<QueryText> group_by;
  for (const std::string& key : keys) {
    head.push_back(QueryText(key).or_nothing());
    group_by.push_back(QueryText(key).or_nothing());
  }
  if (random_.chance(15)) {
    const std::string key = fresh_variable();
    head.push_back(QueryText(key).or_nothing());
    std::vector<QueryText> parts{value(1), QueryText("AS " + key)};
    group_by.push_back(QueryText::around("(", QueryText(std::move(parts)), ")").or_nothing());
  }
  for (std::size_t i = 0; i < 1 + random_.below(2); ++i) {
    std::vector<QueryText> parts{aggregate(), QueryText("AS " + fresh_variable())};
    head.push_back(QueryText::around("(", QueryText(std::move(parts)), ")").or_nothing());
  }
  if (random_.chance(10) && !keys.empty())
    head.push_back(QueryText("(SAMPLE(" + keys.front() + ") AS " + fresh_variable() + ")").or_nothing());
  std::vector<QueryText> query;
  query.emplace_back(random_.chance(15) ? "SELECT DISTINCT" : "SELECT");
  query.emplace_back(std::move(head));
  query.push_back(group(depth));
  if (!group_by.empty())
    query.push_back(QueryText::around("GROUP BY", QueryText(std::move(group_by)), "").or_nothing());
  if (random_.chance(25)) {
    static const std::vector<std::string> tests{" > 1", " = 1", " != 0", " < 3"};
    std::vector<QueryText> having{aggregate(), QueryText(random_.of(tests))};
    query.push_back(QueryText::around("HAVING (", QueryText(std::move(having)), ")").or_nothing());
  }
  if (!is_inner && random_.chance(20)) {
    std::vector<QueryText> order{aggregate()};
    query.push_back(QueryText::around("ORDER BY (", QueryText(std::move(order)), ")").or_nothing());
  }
  return QueryText(std::move(query));
}

QueryText QueryGenerator::sub_select(int depth) {
  if (random_.chance(35))
    return QueryText::around("{", aggregation(true, depth - 1), "}");
  std::vector<QueryText> query;
  query.emplace_back(random_.chance(30) ? "SELECT DISTINCT" : "SELECT");
  if (random_.chance(25)) {
    query.emplace_back("*");
    query.push_back(group(depth - 1));
    return QueryText::around("{", QueryText(std::move(query)), "}");
  }
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < 1 + random_.below(3); ++i)
    if (const std::string name = variable(); std::find(chosen.begin(), chosen.end(), name) == chosen.end())
      chosen.push_back(name);
  std::string head, order;
  for (const std::string& name : chosen) {
    head += name + " ";
    order += (random_.chance(30) ? "DESC(" + name + ")" : name) + " ";
  }
  query.emplace_back(head);
  query.push_back(group(depth - 1));
  // Ordered by all that is seen, a part of the rows is the same part whichever of equal rows come first.
  if (random_.chance(40))
    query.push_back(QueryText("ORDER BY " + order + "LIMIT " + std::to_string(random_.below(4)) +
                              (random_.chance(30) ? " OFFSET 1" : ""))
                        .or_nothing());
  else if (random_.chance(10))
    query.push_back(QueryText("LIMIT 0").or_nothing());
  return QueryText::around("{", QueryText(std::move(query)), "}");
}

/// A search for texts in little else, as people write it.
QueryText QueryGenerator::search() {
  std::vector<QueryText> elements;
  elements.push_back(QueryText(random_.chance(50) ? "?a ?y ?b ." : "?a :p ?b ."));
  if (random_.chance(40))
    elements.push_back(triples());
  recent_ = {"?b"};
  elements.push_back(QueryText::around("FILTER (", text_condition().or_simply("true"), ")").or_nothing());
  if (random_.chance(30))
    elements.push_back(QueryText::around("FILTER (", condition(1), ")").or_nothing());
  if (random_.chance(20))
    elements.push_back(QueryText::around("OPTIONAL", group(0), "").or_nothing());
  return QueryText::around("{", QueryText(std::move(elements)), "}");
}

/// A chain or a star of which only the set of few values is asked for, with conditions between variables that are far apart:
/// where rows are dropped while it is joined.
QueryText QueryGenerator::set_query() {
  std::vector<QueryText> pattern;
  const bool is_chain = random_.chance(70);
  const std::size_t length = 2 + random_.below(3);
  const auto name = [](std::size_t i) { return "?c" + std::to_string(i); };
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<QueryText> triple{name(is_chain ? i : 0), random_.of(vocabulary_.predicates).text, name(i + 1), "."};
    pattern.push_back(QueryText(std::move(triple)).or_nothing());
  }
  for (std::size_t i = random_.below(3); i-- > 0;) {
    const char* const relation = random_.chance(60) ? " != " : random_.chance(50) ? " = " : " < ";
    const std::string condition = name(random_.below(length + 1)) + relation + name(random_.below(length + 1));
    pattern.push_back(QueryText(random_.chance(80) ? "FILTER(" + condition + ")"
                                                   : "FILTER NOT EXISTS { " + name(0) + " :p " + name(length) + " }")
                          .or_nothing());
  }
  const std::string shown = name(random_.below(length + 1));
  std::vector<QueryText> query;
  query.emplace_back(prologue);
  query.emplace_back(random_.chance(50)   ? "SELECT DISTINCT " + shown
                     : random_.chance(50) ? "SELECT (COUNT(DISTINCT " + shown + ") AS ?result)"
                                          : "SELECT DISTINCT " + shown + " " + name(random_.below(length + 1)));
  query.push_back(QueryText::around("{", QueryText(std::move(pattern)), "}"));
  return QueryText(std::move(query));
}

/// Triples between few variables, most of which are ends of several: rings, diamonds, cliques; sometimes in a graph, beside
/// something else, or under OPTIONAL or EXISTS.
QueryText QueryGenerator::cyclic_query() {
  const std::size_t ends = 3 + random_.below(2), edges = ends + random_.below(3);
  const auto name = [](std::size_t i) { return "?c" + std::to_string(i % 4); };
  std::vector<QueryText> pattern;
  for (std::size_t i = 0; i < edges; ++i) {
    const std::size_t from = i < ends ? i : random_.below(ends);
    const std::size_t to = i < ends ? (i + 1) % ends : from + 1 + random_.below(ends - 1);
    const bool turned = random_.chance(50);
    const std::string start = random_.chance(5) ? node() : name(turned ? to % ends : from);
    std::vector<QueryText> triple{start, random_.chance(5) ? "?y" : random_.of(vocabulary_.predicates).text,
                                  name(turned ? from : to % ends), "."};
    pattern.push_back(QueryText(std::move(triple)).or_nothing());
  }
  if (random_.chance(40))
    pattern.push_back(QueryText("FILTER(" + name(random_.below(ends)) + (random_.chance(70) ? " != " : " = ") +
                                name(random_.below(ends)) + ")")
                          .or_nothing());
  QueryText cycle(std::move(pattern));
  const char* const around[] = {"{", "{ GRAPH :g {", "{ GRAPH ?g {", "{ ?c0 ?y ?a OPTIONAL {", "{ ?c0 :p ?c1 FILTER EXISTS {", "{ ?c1 :p ?c0 MINUS {"};
  const std::size_t kind = random_.chance(60) ? 0 : random_.below(std::size(around));
  std::vector<QueryText> query;
  query.emplace_back(prologue);
  query.emplace_back(random_.chance(60) ? "SELECT *" : random_.chance(50) ? "SELECT DISTINCT ?c1" : "SELECT (COUNT(*) AS ?result)");
  query.push_back(QueryText::around(around[kind], std::move(cycle), kind == 0 ? "}" : "} }"));
  return QueryText(std::move(query));
}

QueryText QueryGenerator::query() {
  if (random_.chance(8))
    return set_query();
  if (random_.chance(10))
    return cyclic_query();
  const int depth = random_.chance(30) ? 1 : random_.chance(60) ? 2 : 3;
  std::vector<QueryText> query;
  query.emplace_back(prologue);
  if (random_.chance(12)) {
    query.push_back(aggregation(false, depth));
    return QueryText(std::move(query));
  }
  const bool is_ask = random_.chance(4);
  if (is_ask) {
    query.emplace_back("ASK");
  } else {
    query.emplace_back(random_.chance(12) ? "SELECT DISTINCT" : random_.chance(5) ? "SELECT REDUCED" : "SELECT");
    if (random_.chance(60)) {
      query.emplace_back("*");
    } else {
      std::vector<QueryText> head;
      for (std::size_t i = 0; i < 1 + random_.below(3); ++i)
        head.push_back(QueryText(variable()).or_nothing());
      if (random_.chance(40)) {
        std::vector<QueryText> parts{random_.chance(30) ? condition(1) : value(2), QueryText("AS ?result")};
        head.push_back(QueryText::around("(", QueryText(std::move(parts)), ")").or_nothing());
      }
      query.emplace_back(std::move(head));
    }
  }
  if (random_.chance(6)) {
    static const std::vector<std::string> sets{"FROM :g",          "FROM :g FROM :h",      "FROM NAMED :g",
                                               "FROM :g FROM :zz", "FROM :h FROM NAMED :g", "FROM NAMED :zz"};
    query.push_back(QueryText(random_.of(sets)).or_nothing());
  }
  query.push_back(random_.chance(8) ? search() : group(depth));
  if (!is_ask && random_.chance(20)) {
    std::vector<QueryText> keys;
    for (std::size_t i = 0; i < 1 + random_.below(2); ++i)
      keys.push_back(QueryText::around(random_.chance(30) ? "DESC(" : "ASC(", value(1), ")").or_nothing());
    query.push_back(QueryText::around("ORDER BY", QueryText(std::move(keys)), "").or_nothing());
  }
  if (!is_ask && random_.chance(12))
    query.push_back(QueryText("LIMIT " + std::to_string(random_.below(6))).or_nothing());
  if (!is_ask && random_.chance(8))
    query.push_back(QueryText("OFFSET " + std::to_string(random_.below(4))).or_nothing());
  if (random_.chance(8))
    query.push_back(values());
  return QueryText(std::move(query));
}

} // namespace micrograph::differential
