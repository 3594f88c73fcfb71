#pragma once

#include "graph/quad_source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// What an entity is, by the classes of the profile.
enum class Kind : std::uint8_t { person, organisation, agent, publication, image, dataset, instrument, sample, file };

/// `person`, `organisation`, `agent` (one of these two) …
[[nodiscard]] std::string_view name_of(Kind kind);

/// Kinds between which no line is drawn when identifiers are compared: sources differ in whether a creator is a person, and
/// whether a record is of a data set or a publication.
enum class Family : std::uint8_t { agent, work, image, instrument, sample, file };
[[nodiscard]] Family family_of(Kind kind);

/// Which thing of a microscope an instrument is. One maker may number a lamp and a stand alike, and they are two things.
/// Those after light_source are light sources of which more is known.
enum class Part : std::uint8_t { none, stand, objective, detector, light_source, laser, arc, filament, diode };

/// What a statement tells of an entity, whichever property says it.
enum class Aspect : std::uint8_t {
  name,       ///< of an agent
  given_name,
  family_name,
  title,      ///< of all else
  identifier, ///< an identifier, or a node that has one as its rdf:value
  sha256,
  sha1,
  serial,
  manufacturer,
  model,
  affiliation,
  email,
  account, ///< the name by which a server or an institution knows a person
  creator,
  cited,
  issued,
  date,
  size,
  pixel_size,
  organism,
  same_as, ///< some source says that it is the same as another
};

/// A statement about an entity.
struct Stated {
  std::uint32_t entity = 0;
  Aspect aspect = Aspect::name;
  graph::ValueId subject;   ///< the entity, or the node of its identifier
  graph::ValueId predicate;
  graph::ValueId object;
};

/// What there is in a graph that can be the same as something else: everything with an IRI and a class of the table in
/// entities.cpp, with what is stated of it in the default graph. Entities are numbered in the order of their ids.
class Entities {
public:
  /// Walks the rows of each class and property once; memory grows with the entities, not with the graph.
  explicit Entities(const graph::QuadSource& source);

  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] graph::ValueId id(std::uint32_t entity) const { return ids_[entity]; }
  [[nodiscard]] Kind kind(std::uint32_t entity) const { return kinds_[entity]; }
  [[nodiscard]] Family family(std::uint32_t entity) const { return family_of(kinds_[entity]); }
  [[nodiscard]] Part part(std::uint32_t entity) const { return parts_[entity]; }
  /// Absent if the id is no entity's.
  [[nodiscard]] std::optional<std::uint32_t> find(graph::ValueId id) const;

  /// All statements, by entity and aspect.
  [[nodiscard]] std::span<const Stated> statements() const { return statements_; }
  [[nodiscard]] std::span<const Stated> of(std::uint32_t entity, Aspect aspect) const;
  /// Blank nodes that have one of the classes. They have no name by which anybody could speak of them, so they are left out.
  [[nodiscard]] std::size_t blank_nodes() const { return blank_nodes_; }

private:
  void find_entities(const graph::QuadSource& source);
  void read_statements(const graph::QuadSource& source);
  void read_identifier_nodes(const graph::QuadSource& source);

  std::vector<graph::ValueId> ids_; ///< sorted
  std::vector<Kind> kinds_;
  std::vector<Part> parts_;
  std::vector<Stated> statements_;
  std::vector<std::uint32_t> starts_; ///< of each entity's statements, and the end
  std::size_t blank_nodes_ = 0;
};

} // namespace micrograph::identity
