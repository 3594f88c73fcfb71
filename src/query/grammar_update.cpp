#include "query/grammar.hpp"

#include <utility>

namespace micrograph::query {

std::vector<ParsedOperation> parse_update(std::string_view text, const std::string& source_name,
                                          const std::string& base) {
  return Grammar(text, source_name, base).update();
}

std::vector<ParsedOperation> Grammar::update() {
  std::vector<ParsedOperation> operations;
  do {
    prologue();
    if (peek().kind == TokenKind::end)
      return operations;
    operations.push_back(update_operation());
  } while (accept(";"));
  if (peek().kind != TokenKind::end)
    fail_expected("';' or the end of the request");
  return operations;
}

ParsedOperation Grammar::update_operation() {
  // Variables and labels of one operation mean nothing to the next; prefixes and the base stay.
  scopes_.assign(1, Scope());
  label_home_.clear();
  exists_count_ = 0;
  ParsedOperation operation;
  operation.place = place_of(peek());
  if (at_word("INSERT") || at_word("DELETE") || at_word("WITH"))
    insert_or_delete(operation);
  else if (accept_word("LOAD"))
    load(operation);
  else if (accept_word("CLEAR"))
    clear_or_drop(operation, UpdateKind::clear);
  else if (accept_word("DROP"))
    clear_or_drop(operation, UpdateKind::drop);
  else if (accept_word("ADD"))
    transfer(operation, UpdateKind::add);
  else if (accept_word("MOVE"))
    transfer(operation, UpdateKind::move);
  else if (accept_word("COPY"))
    transfer(operation, UpdateKind::copy);
  else if (accept_word("CREATE")) {
    operation.kind = UpdateKind::create;
    operation.silent = accept_word("SILENT");
    expect_word("GRAPH");
    operation.target = named_target();
  } else {
    fail_expected("INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY");
  }
  return operation;
}

void Grammar::insert_or_delete(ParsedOperation& operation) {
  if (at_word("INSERT") && at_word("DATA", 1))
    data_operation(operation, UpdateKind::insert_data, operation.inserted);
  else if (at_word("DELETE") && at_word("DATA", 1))
    data_operation(operation, UpdateKind::delete_data, operation.removed);
  else if (at_word("DELETE") && at_word("WHERE", 1))
    delete_where(operation);
  else
    modify(operation);
}

void Grammar::data_operation(ParsedOperation& operation, UpdateKind kind, std::vector<QuadPattern>& out) {
  operation.kind = kind;
  take();
  take();
  const std::size_t first = next_;
  out = quads();
  refuse_variables(first, kind == UpdateKind::insert_data ? "INSERT DATA" : "DELETE DATA");
  if (kind == UpdateKind::delete_data)
    refuse_blank_nodes(first);
  else
    claim_data_labels(first);
}

/// DELETE WHERE { quads }: the quads are pattern and template in one, so they are read as both.
void Grammar::delete_where(ParsedOperation& operation) {
  take();
  take();
  const std::size_t first = next_;
  operation.removed = quads();
  refuse_blank_nodes(first);
  next_ = first;
  update_where(operation);
}

void Grammar::modify(ParsedOperation& operation) {
  if (accept_word("WITH"))
    operation.with = rdf::Term(rdf::TermKind::iri, iri());
  if (!at_word("DELETE") && !at_word("INSERT"))
    fail_expected("DELETE or INSERT");
  if (accept_word("DELETE")) {
    const std::size_t first = next_;
    operation.removed = quads();
    refuse_blank_nodes(first);
  }
  if (accept_word("INSERT"))
    operation.inserted = quads();
  while (accept_word("USING")) {
    const bool named = accept_word("NAMED");
    (named ? operation.where.from_named : operation.where.from).emplace_back(rdf::TermKind::iri, iri());
  }
  expect_word("WHERE");
  update_where(operation);
}

/// The pattern of an operation; settles the variables of the templates read before, which share its scope.
void Grammar::update_where(ParsedOperation& operation) {
  SelectParts parts;
  parts.star = true;
  parts.place = place_of(peek());
  operation.where.form = Form::construct;
  AlgebraPtr pattern = group_graph_pattern();
  const std::shared_ptr<Frame> frame = scopes_.back().frame;
  close_query(operation.where, std::move(parts), std::move(pattern));
  operation.where.unsupported = std::exchange(unsupported_, std::nullopt);
  operation.where.services = std::exchange(services_, {});

  // A variable that the pattern does not bind becomes what no quad can have there, so that none comes of it.
  const auto settle = [&](PatternTerm& node, const rdf::Term& impossible) {
    if (!node.is_variable())
      return;
    for (const auto& [inner, position] : frame->projected)
      if (inner == node.variable) {
        node.variable = position;
        return;
      }
    node = {no_variable, impossible};
  };
  for (auto* const quads : {&operation.removed, &operation.inserted})
    for (QuadPattern& quad : *quads) {
      for (PatternTerm* const node : {&quad.triple.subject, &quad.triple.predicate, &quad.triple.object})
        settle(*node, {});
      settle(quad.graph, rdf::Term(rdf::TermKind::literal, {}));
      if (!quad.graph.is_variable() && quad.graph.term.kind == rdf::TermKind::none && operation.with)
        quad.graph.term = *operation.with;
    }
}

void Grammar::load(ParsedOperation& operation) {
  operation.kind = UpdateKind::load;
  operation.silent = accept_word("SILENT");
  operation.document = iri();
  if (accept_word("INTO")) {
    expect_word("GRAPH");
    operation.target = named_target();
  }
}

void Grammar::clear_or_drop(ParsedOperation& operation, UpdateKind kind) {
  operation.kind = kind;
  operation.silent = accept_word("SILENT");
  if (accept_word("DEFAULT"))
    operation.target.kind = GraphTarget::Kind::default_graph;
  else if (accept_word("NAMED"))
    operation.target.kind = GraphTarget::Kind::all_named;
  else if (accept_word("ALL"))
    operation.target.kind = GraphTarget::Kind::all;
  else if (accept_word("GRAPH"))
    operation.target = named_target();
  else
    fail_expected("GRAPH with an IRI, DEFAULT, NAMED or ALL");
}

void Grammar::transfer(ParsedOperation& operation, UpdateKind kind) {
  operation.kind = kind;
  operation.silent = accept_word("SILENT");
  operation.source = graph_or_default();
  expect_word("TO");
  operation.target = graph_or_default();
}

GraphTarget Grammar::graph_or_default() {
  if (accept_word("DEFAULT"))
    return {};
  if (!accept_word("GRAPH") && !at_iri())
    fail_expected("DEFAULT or the IRI of a graph");
  return named_target();
}

GraphTarget Grammar::named_target() {
  return {GraphTarget::Kind::one, rdf::Term(rdf::TermKind::iri, iri())};
}

/// `{ triples GRAPH name { triples } … }`, with variables and blank nodes as in a template.
std::vector<QuadPattern> Grammar::quads() {
  std::vector<QuadPattern> out;
  expect("{");
  for (;;) {
    add_quads({}, out);
    if (!accept_word("GRAPH"))
      break;
    const PatternTerm name = variable_or_term();
    expect("{");
    add_quads(name, out);
    if (!at("}"))
      fail_expected("a triple or '}'");
    take();
    accept(".");
  }
  if (!at("}"))
    fail_expected("a triple, GRAPH or '}'");
  take();
  return out;
}

void Grammar::add_quads(const PatternTerm& graph, std::vector<QuadPattern>& out) {
  std::vector<WrittenTriple> written;
  while (at_triples()) {
    triples_same_subject(TriplesFor::construct_template, written);
    if (!accept("."))
      break;
  }
  for (WrittenTriple& triple : written)
    out.push_back({{std::move(triple.subject), std::move(triple.predicate), std::move(triple.object)}, graph});
}

// The rules of section 19.8, notes 6 to 9, are about what was written since the token `first`.

void Grammar::refuse_variables(std::size_t first, const std::string& where) const {
  for (std::size_t i = first; i < next_; ++i)
    if (tokens_[i].kind == TokenKind::variable)
      fail("expected a term, found ?" + tokens_[i].text + ": " + where + " has no variables", tokens_[i]);
}

void Grammar::refuse_blank_nodes(std::size_t first) const {
  for (std::size_t i = first; i < next_; ++i) {
    const Token& token = tokens_[i];
    const bool sign = token.kind == TokenKind::punctuation;
    const bool empty_list = sign && token.text == "(" && tokens_[i + 1].text == ")";
    if (token.kind == TokenKind::blank || (sign && (token.text == "[" || (token.text == "(" && !empty_list))))
      fail("expected an IRI or a literal: blank nodes cannot say what to delete", token);
  }
}

void Grammar::claim_data_labels(std::size_t first) {
  std::set<std::string> labels;
  for (std::size_t i = first; i < next_; ++i) {
    if (tokens_[i].kind != TokenKind::blank)
      continue;
    if (data_labels_.contains(tokens_[i].text))
      fail("the blank node label _:" + tokens_[i].text + " is used in an INSERT DATA before this one", tokens_[i]);
    labels.insert(tokens_[i].text);
  }
  data_labels_.merge(labels);
}

} // namespace micrograph::query
