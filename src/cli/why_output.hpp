#pragma once

#include "ingest/why.hpp"
#include "mapping/rule_details.hpp"
#include "rdf/statement_sink.hpp"

#include <iosfwd>
#include <map>
#include <string>

namespace micrograph {
class JsonWriter;
}

namespace micrograph::cli {

/// A term as people read it. Nodes of documents have long names that start with a checksum; their paths say more.
[[nodiscard]] std::string shown_term(const rdf::Term& term, const std::map<std::string, std::string>& prefixes);

/// A reason with what its rule's file says.
struct ToldReason {
  const ingest::Reason& reason;
  const mapping::RuleInfo* rule = nullptr; ///< null without a derivation
  mapping::RuleDetails details;
  bool other_mappings = false; ///< the graph was made with others than those that tell the reason
};

/// A few lines for people.
void write_reason(std::ostream& out, const ToldReason& told, const std::map<std::string, std::string>& prefixes);
void write_reason(JsonWriter& json, const ToldReason& told);
/// The same in PROV-O: the statement, reified, was derived from a place of the source, by an activity whose plan is the rule.
/// `number` tells the statements of one answer apart.
void write_prov(rdf::StatementSink& sink, const ToldReason& told, std::size_t number);

} // namespace micrograph::cli
