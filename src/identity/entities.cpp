#include "identity/entities.hpp"

#include "base/error.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace micrograph::identity {

namespace {

using graph::ValueId;

struct ClassRow {
  const char* iri;
  Kind kind;
  Part part = Part::none;
};

/// Of an entity with several classes the first row counts.
constexpr ClassRow classes[]{
    {"http://schema.org/Person", Kind::person},
    {"http://xmlns.com/foaf/0.1/Person", Kind::person},
    {"http://schema.org/Organization", Kind::organisation},
    {"http://xmlns.com/foaf/0.1/Organization", Kind::organisation},
    {"https://ld.openmicroscopy.org/core/Experimenter", Kind::person},
    {"http://purl.org/dc/terms/Agent", Kind::agent},
    {"http://schema.org/ScholarlyArticle", Kind::publication},
    {"http://schema.org/Thesis", Kind::publication},
    {"http://schema.org/Book", Kind::publication},
    {"http://schema.org/Chapter", Kind::publication},
    {"http://schema.org/Report", Kind::publication},
    {"https://ld.openmicroscopy.org/core/Image", Kind::image},
    {"http://www.w3.org/ns/dcat#Dataset", Kind::dataset},
    {"http://schema.org/Dataset", Kind::dataset},
    {"http://www.w3.org/ns/dcat#Resource", Kind::dataset},
    {"http://schema.org/ImageObject", Kind::image}, // unless it is published as a work of its own
    {"https://ld.openmicroscopy.org/core/Dataset", Kind::dataset},
    {"https://ld.openmicroscopy.org/core/Project", Kind::dataset},
    {"https://ld.openmicroscopy.org/core/Screen", Kind::dataset},
    {"http://schema.org/CreativeWork", Kind::publication},
    {"https://ld.openmicroscopy.org/core/Instrument", Kind::instrument, Part::stand},
    {"https://ld.openmicroscopy.org/core/Microscope", Kind::instrument, Part::stand},
    {"https://ld.openmicroscopy.org/core/Objective", Kind::instrument, Part::objective},
    {"https://ld.openmicroscopy.org/core/Detector", Kind::instrument, Part::detector},
    {"https://ld.openmicroscopy.org/core/Laser", Kind::instrument, Part::laser},
    {"https://ld.openmicroscopy.org/core/Arc", Kind::instrument, Part::arc},
    {"https://ld.openmicroscopy.org/core/Filament", Kind::instrument, Part::filament},
    {"https://ld.openmicroscopy.org/core/LightEmittingDiode", Kind::instrument, Part::diode},
    {"https://ld.openmicroscopy.org/core/LightSource", Kind::instrument, Part::light_source},
    {"http://purl.obolibrary.org/obo/OBI_0100051", Kind::sample},
    {"http://bia/Specimen", Kind::sample},
    {"http://bia/BioSample", Kind::sample},
    {"http://schema.org/MediaObject", Kind::file},
};

struct PropertyRow {
  const char* iri;
  Aspect aspect;
};

constexpr PropertyRow properties[]{
    {"http://schema.org/name", Aspect::name},
    {"http://xmlns.com/foaf/0.1/name", Aspect::name},
    {"http://schema.org/givenName", Aspect::given_name},
    {"http://xmlns.com/foaf/0.1/givenName", Aspect::given_name},
    {"http://schema.org/familyName", Aspect::family_name},
    {"http://xmlns.com/foaf/0.1/familyName", Aspect::family_name},
    {"http://purl.org/dc/terms/title", Aspect::title},
    {"http://www.w3.org/2000/01/rdf-schema#label", Aspect::title},
    {"http://purl.org/dc/terms/identifier", Aspect::identifier},
    {"http://schema.org/sha256", Aspect::sha256},
    {"https://ld.openmicroscopy.org/core/hash_sha1", Aspect::sha1},
    {"https://ld.openmicroscopy.org/core/serial_number", Aspect::serial},
    {"https://ld.openmicroscopy.org/core/manufacturer", Aspect::manufacturer},
    {"https://ld.openmicroscopy.org/core/model", Aspect::model},
    {"http://schema.org/affiliation", Aspect::affiliation},
    {"https://ld.openmicroscopy.org/core/first_name", Aspect::given_name},
    {"https://ld.openmicroscopy.org/core/last_name", Aspect::family_name},
    {"https://ld.openmicroscopy.org/core/institution", Aspect::affiliation},
    {"https://ld.openmicroscopy.org/core/user_name", Aspect::account},
    {"https://ld.openmicroscopy.org/core/email", Aspect::email},
    {"http://schema.org/email", Aspect::email},
    {"http://xmlns.com/foaf/0.1/mbox", Aspect::email},
    {"http://purl.org/dc/terms/creator", Aspect::creator},
    {"http://purl.org/dc/terms/contributor", Aspect::creator},
    {"http://schema.org/citation", Aspect::cited},
    {"http://purl.org/dc/terms/isReferencedBy", Aspect::cited},
    {"http://purl.org/dc/terms/issued", Aspect::issued},
    {"https://ld.openmicroscopy.org/core/acquisition_date", Aspect::date},
    {"http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeX", Aspect::size},
    {"http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeY", Aspect::size},
    {"http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeZ", Aspect::size},
    {"http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeC", Aspect::size},
    {"http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeT", Aspect::size},
    {"https://ld.openmicroscopy.org/core/physical_size_x", Aspect::pixel_size},
    {"https://ld.openmicroscopy.org/core/physical_size_y", Aspect::pixel_size},
    {"https://ld.openmicroscopy.org/core/physical_size_z", Aspect::pixel_size},
    {"http://schema.org/taxonomicRange", Aspect::organism},
    {"http://www.w3.org/2002/07/owl#sameAs", Aspect::same_as},
};

constexpr char has_identifier[] = "http://purl.org/spar/datacite/hasIdentifier";

/// Calls `each` with subject and object of every row of the default graph with that predicate.
template <typename Each> void for_each_row(const graph::QuadSource& source, ValueId predicate, ValueId object, const Each& each) {
  graph::Pattern pattern;
  pattern.terms = {graph::undefined, predicate, object, graph::undefined};
  const auto scan = source.scan(pattern);
  std::vector<graph::Row> block(1024);
  while (const std::size_t count = scan->next(block))
    for (std::size_t i = 0; i < count; ++i)
      each(block[i][graph::subject], block[i][graph::object]);
}

} // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
  case Kind::person:
    return "person";
  case Kind::organisation:
    return "organisation";
  case Kind::agent:
    return "agent";
  case Kind::publication:
    return "publication";
  case Kind::image:
    return "image";
  case Kind::dataset:
    return "dataset";
  case Kind::instrument:
    return "instrument";
  case Kind::sample:
    return "sample";
  case Kind::file:
    return "file";
  }
  return "";
}

Family family_of(Kind kind) {
  switch (kind) {
  case Kind::person:
  case Kind::organisation:
  case Kind::agent:
    return Family::agent;
  case Kind::publication:
  case Kind::dataset:
    return Family::work;
  case Kind::image:
    return Family::image;
  case Kind::instrument:
    return Family::instrument;
  case Kind::sample:
    return Family::sample;
  case Kind::file:
    return Family::file;
  }
  return Family::work;
}

Entities::Entities(const graph::QuadSource& source) {
  find_entities(source);
  read_statements(source);
  read_identifier_nodes(source);
  std::sort(statements_.begin(), statements_.end(), [](const Stated& a, const Stated& b) {
    return std::tie(a.entity, a.aspect, a.predicate, a.object, a.subject) <
           std::tie(b.entity, b.aspect, b.predicate, b.object, b.subject);
  });
  starts_.assign(ids_.size() + 1, 0);
  for (const Stated& stated : statements_)
    ++starts_[stated.entity + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i)
    starts_[i] += starts_[i - 1];
}

void Entities::find_entities(const graph::QuadSource& source) {
  const auto type = source.find(rdf::iri(rdf::vocabulary::rdf::type));
  if (!type)
    return;
  std::vector<std::pair<ValueId, std::size_t>> found; // with the row of the table
  for (std::size_t row = 0; row < std::size(classes); ++row)
    if (const auto of_class = source.find(rdf::iri(classes[row].iri)))
      for_each_row(source, *type, *of_class, [&](ValueId subject, ValueId) { found.emplace_back(subject, row); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first == b.first; }), found.end());
  if (found.size() >= std::numeric_limits<std::uint32_t>::max())
    throw FormatError("identity.too-large", "the graph has more entities than can be compared, which is 4,294,967,294");
  for (const auto& [id, row] : found) {
    if (source.kind(id) != rdf::TermKind::iri) {
      ++blank_nodes_;
      continue;
    }
    ids_.push_back(id);
    kinds_.push_back(classes[row].kind);
    parts_.push_back(classes[row].part);
  }
}

std::optional<std::uint32_t> Entities::find(ValueId id) const {
  const auto it = std::lower_bound(ids_.begin(), ids_.end(), id);
  if (it == ids_.end() || *it != id)
    return std::nullopt;
  return static_cast<std::uint32_t>(it - ids_.begin());
}

void Entities::read_statements(const graph::QuadSource& source) {
  for (const PropertyRow& row : properties)
    if (const auto predicate = source.find(rdf::iri(row.iri)))
      for_each_row(source, *predicate, graph::undefined, [&](ValueId subject, ValueId object) {
        if (const auto entity = find(subject))
          statements_.push_back({*entity, row.aspect, subject, *predicate, object});
      });
}

/// An identifier with its scheme is a node of its own, whose value is what counts.
void Entities::read_identifier_nodes(const graph::QuadSource& source) {
  const auto predicate = source.find(rdf::iri(has_identifier)), value = source.find(rdf::iri(rdf::vocabulary::rdf::value));
  if (!predicate || !value)
    return;
  std::vector<std::pair<ValueId, std::uint32_t>> nodes;
  for_each_row(source, *predicate, graph::undefined, [&](ValueId subject, ValueId object) {
    if (const auto entity = find(subject))
      nodes.emplace_back(object, *entity);
  });
  std::sort(nodes.begin(), nodes.end());
  for_each_row(source, *value, graph::undefined, [&](ValueId node, ValueId object) {
    for (auto it = std::lower_bound(nodes.begin(), nodes.end(), std::pair(node, std::uint32_t{0}));
         it != nodes.end() && it->first == node; ++it)
      statements_.push_back({it->second, Aspect::identifier, node, *value, object});
  });
}

std::span<const Stated> Entities::of(std::uint32_t entity, Aspect aspect) const {
  const auto first = statements_.begin() + starts_[entity], last = statements_.begin() + starts_[entity + 1];
  const auto range = std::equal_range(first, last, Stated{entity, aspect, {}, {}, {}},
                                      [](const Stated& a, const Stated& b) { return a.aspect < b.aspect; });
  return {range.first, range.second};
}

} // namespace micrograph::identity
